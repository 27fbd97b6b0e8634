"""Books that come from elsewhere: each importer makes the typed model of them, and a folder of manuscript."""

from publisher.importers.folder import ImportReport, import_file
from publisher.importers.pages import Dropped
from publisher.importers.text import Imported, read_text

__all__ = ["Dropped", "ImportReport", "Imported", "import_file", "read_text"]
