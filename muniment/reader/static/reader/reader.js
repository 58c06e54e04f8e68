// The reader: everything that is added to a page that works without it.

import "./contents-list.js";
import "./page-viewer.js";
import "./text-pane.js";
import "./reader-panes.js";
