"""Our own gates, exchanges, ears and voices, found as those of other packages are."""

from audiosocket.gates.drivers import HttpGateDriver, LogGateDriver
from audiosocket.speech.drivers import (
    LocalRecognizerDriver,
    LocalSynthesizerDriver,
    OpenAiRecognizerDriver,
    OpenAiSynthesizerDriver,
    ScriptedRecognizerDriver,
    ScriptedSynthesizerDriver,
)
from audiosocket.telephony.drivers import AriDriver, NobodyDriver

http_gate = HttpGateDriver()
log_gate = LogGateDriver()

ari = AriDriver()
nobody = NobodyDriver()

local_recognizer = LocalRecognizerDriver()
openai_recognizer = OpenAiRecognizerDriver()
scripted_recognizer = ScriptedRecognizerDriver()

local_synthesizer = LocalSynthesizerDriver()
openai_synthesizer = OpenAiSynthesizerDriver()
scripted_synthesizer = ScriptedSynthesizerDriver()
