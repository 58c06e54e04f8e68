// The reader: everything that is added to a page that works without it.

import "../ui/form-dialog.js";
import "../annotations/notes-panel.js";
import "../annotations/selection-tools.js";
import "../library/library-panel.js";
import "./contents-list.js";
import "./page-viewer.js";
import "./text-pane.js";
import "./reader-panes.js";
