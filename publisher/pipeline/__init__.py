"""From a manuscript folder to editions on disk: the steps, in order, and only those whose input has changed."""

from publisher.pipeline.building import build
from publisher.pipeline.checking import CheckReport, check_file, check_manuscript
from publisher.pipeline.cleaning import clean
from publisher.pipeline.explaining import explain_page
from publisher.pipeline.linting import FixReport, count_mendable, fix
from publisher.pipeline.loading import Manuscript, load, load_book
from publisher.pipeline.report import BuildReport, EditionReport
from publisher.pipeline.starting import start

__all__ = [
    "BuildReport",
    "CheckReport",
    "EditionReport",
    "FixReport",
    "Manuscript",
    "build",
    "check_file",
    "check_manuscript",
    "clean",
    "count_mendable",
    "explain_page",
    "fix",
    "load",
    "load_book",
    "start",
]
