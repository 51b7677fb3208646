"""Makes ``twistd audiosocket`` known."""

from twisted.application.service import ServiceMaker

audiosocket = ServiceMaker(
    "audiosocket",
    "audiosocket.tap",
    "The AI doorman: `start` serves calls, `speech` the local speech engine",
    "audiosocket",
)
