"""The media path: rates, the 20 ms clock, playout, voice activity, turns, barge-in."""
