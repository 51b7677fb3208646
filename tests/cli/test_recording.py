"""What a caller says and hears, as files."""

import wave
from pathlib import Path

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.cli.recording import Recording, RecordingError, read_audio, write_wav

FRAME = b"\x01\x02" * 160


class RecordingTests(SynchronousTestCase):
    def test_frames_in_time_follow_each_other(self) -> None:
        """Frames on their clock are recorded end to end, whatever their jitter below 60 ms."""
        recording = Recording(10.0)
        for n, jitter in enumerate((0.0, 0.03, 0.001, 0.05)):
            recording.hear(FRAME, 10.0 + n * 0.02 + jitter)
        self.assertEqual(recording.audio(10.08), FRAME * 4)

    def test_pause_is_silence(self) -> None:
        """A second without frames is a second of silence, and what follows stands at its time."""
        recording = Recording(10.0)
        recording.hear(FRAME, 10.02)
        recording.hear(FRAME, 11.04)
        self.assertEqual(recording.audio(11.04), FRAME + bytes(16000) + FRAME)

    def test_silence_up_to_the_end(self) -> None:
        """The recording is as long as the call, also when the last part of it was silent."""
        self.assertEqual(len(Recording(0.0).audio(2.5)), 40000)


class AudioFileTests(SynchronousTestCase):
    def wav(self, channels: int, rate: int, width: int, frames: bytes) -> Path:
        path = Path(self.mktemp())
        with wave.open(str(path), "wb") as file:
            file.setnchannels(channels)
            file.setframerate(rate)
            file.setsampwidth(width)
            file.writeframes(frames)
        return path

    def test_written_is_read(self) -> None:
        """What is written is read again; a missing folder is made."""
        path = Path(self.mktemp()) / "deep" / "a.wav"
        write_wav(path, FRAME * 7)
        self.assertEqual(read_audio(path), FRAME * 7)

    def test_other_rates_and_channels(self) -> None:
        """A stereo file at 16 kHz becomes mono at 8 kHz, of the same length in seconds."""
        self.assertEqual(len(read_audio(self.wav(2, 16000, 2, bytes(64000)))), 16000)

    def test_headerless(self) -> None:
        """A `.raw` file is 8 kHz samples already."""
        path = Path(self.mktemp() + ".raw")
        path.write_bytes(FRAME)
        self.assertEqual(read_audio(path), FRAME)

    def test_not_a_wav(self) -> None:
        """A file that is no WAV, is not there or has another sample size is refused by name."""
        text = Path(self.mktemp())
        text.write_text("hello")
        for path in (text, Path("nowhere.wav"), self.wav(1, 8000, 1, bytes(10))):
            error = self.assertRaises(RecordingError, read_audio, path)
            self.assertIn(str(path), str(error))
            self.assertIn("WAV file with 16-bit PCM", str(error))
