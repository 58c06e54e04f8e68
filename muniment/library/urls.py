"""Addresses of this app."""

from django.urls import path

from muniment.library.views import (
    bookmarks,
    exports,
    folders,
    history,
    items,
    panel,
    searches,
    tags,
)

app_name = "library"

urlpatterns = [
    path("library/", folders.index, name="index"),
    path("library/folders/new/", folders.new, name="folder_new"),
    path("library/folders/<str:identifier>/", folders.folder, name="folder"),
    path("library/folders/<str:identifier>/change/", folders.change, name="folder_change"),
    path("library/folders/<str:identifier>/move/", folders.move, name="folder_move"),
    path("library/folders/<str:identifier>/order/", folders.order, name="folder_order"),
    path("library/folders/<str:identifier>/delete/", folders.delete, name="folder_delete"),
    path("library/folders/<str:identifier>/restore/", folders.restore, name="folder_restore"),
    path(
        "library/folders/<str:identifier>/export.<str:form>", exports.folder, name="folder_export"
    ),
    path("library/save/", items.save, name="save"),
    path("library/items/<str:identifier>/", items.item, name="item"),
    path("library/items/<str:identifier>/move/", items.move, name="item_move"),
    path("library/items/<str:identifier>/order/", items.order, name="item_order"),
    path("library/items/<str:identifier>/delete/", items.delete, name="item_delete"),
    path("library/items/<str:identifier>/restore/", items.restore, name="item_restore"),
    path("library/bookmarks/", bookmarks.index, name="bookmarks"),
    path("library/bookmarks/add/", bookmarks.add, name="bookmark_add"),
    path("library/bookmarks/<str:identifier>/", bookmarks.change, name="bookmark"),
    path("library/bookmarks/<str:identifier>/order/", bookmarks.order, name="bookmark_order"),
    path("library/bookmarks/<str:identifier>/delete/", bookmarks.delete, name="bookmark_delete"),
    path("library/bookmarks/<str:identifier>/restore/", bookmarks.restore, name="bookmark_restore"),
    path("library/tags/", tags.index, name="tags"),
    path("library/tags/add/", tags.add, name="tag_add"),
    path("library/tags/<str:identifier>/", tags.tag, name="tag"),
    path("library/tags/<str:identifier>/change/", tags.change, name="tag_change"),
    path("library/tags/<str:identifier>/merge/", tags.merge, name="tag_merge"),
    path("library/tags/<str:identifier>/delete/", tags.delete, name="tag_delete"),
    path("library/tags/<str:identifier>/remove/", tags.remove, name="tag_remove"),
    path("library/searches/", searches.index, name="searches"),
    path("library/searches/save/", searches.save, name="search_save"),
    path("library/searches/<str:identifier>/", searches.search, name="search"),
    path("library/searches/<str:identifier>/change/", searches.change, name="search_change"),
    path("library/searches/<str:identifier>/delete/", searches.delete, name="search_delete"),
    path("library/history/", history.index, name="history"),
    path("library/history/choice/", history.choose, name="history_choice"),
    path("library/history/erase/", history.erase, name="history_erase"),
    path("library/history/note/", history.note, name="history_note"),
    path("library/documents/<str:identifier>/", panel.panel, name="panel"),
    path("library/export.<str:form>", exports.library, name="export"),
    path("groups/<str:group>/folders/", folders.of_group, name="group_folders"),
    path("groups/<str:group>/tags/", tags.of_group, name="group_tags"),
]
