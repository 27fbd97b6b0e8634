"""From a manuscript folder to editions on disk: the steps, in order, and only those whose input has changed."""

from publisher.pipeline.building import build
from publisher.pipeline.cleaning import clean
from publisher.pipeline.loading import Manuscript, load, load_book
from publisher.pipeline.report import BuildReport, EditionReport
from publisher.pipeline.starting import start

__all__ = ["BuildReport", "EditionReport", "Manuscript", "build", "clean", "load", "load_book", "start"]
