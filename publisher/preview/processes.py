"""How processes are made here: all of them are forks, where the system has any, and so have every import at birth."""

import multiprocessing
import os

CONTEXT = multiprocessing.get_context("fork") if hasattr(os, "fork") else multiprocessing.get_context("spawn")
