"""Lets `trial --reporter counting` find the reporter; on the path with PYTHONPATH=tests/plugins."""

from twisted.plugin import IPlugin
from twisted.trial.itrial import IReporter
from zope.interface import alsoProvides, implementer


@implementer(IPlugin)
class CountingReporterPlugin:
    """What trial reads of a reporter before it imports it; trial asks for a plugin that "provides" IReporter itself."""

    name = "Counting reporter"
    module = "tests.counting"
    description = "the tree, then what was missing, then N passed, N failed, N skipped"
    longOpt = "counting"
    shortOpt = None
    klass = "CountingReporter"


counting = CountingReporterPlugin()
alsoProvides(counting, IReporter)
