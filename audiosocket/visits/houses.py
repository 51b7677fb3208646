"""From a condominium's settings to the `House` that its visits use."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from audiosocket.config.condominium import Condominium
from audiosocket.config.server import Configuration, Timeouts
from audiosocket.conversation.case import Patience
from audiosocket.conversation.dialogue import DialogueRules
from audiosocket.conversation.prompts import Prompts
from audiosocket.gates.interfaces import IGate
from audiosocket.media.endpointing import TurnRules
from audiosocket.media.line import LineRules
from audiosocket.speech.interfaces import Voice
from audiosocket.understanding.from_config import roster_from
from audiosocket.visits.hearing import HearingRules
from audiosocket.visits.house import House
from audiosocket.visits.leg import LegRules


def house_from(settings: Condominium, server: Configuration, gate: IGate) -> House:
    """
    Make a condominium ready for visits.

    :raises PromptError: when its own prompts do not fit.
    """
    rules, voice = settings.rules, settings.voice
    return House(
        id=settings.id,
        name=settings.name,
        roster=roster_from(settings.roster, settings.name),
        prompts=Prompts(settings.name, settings.prompts.of("pt")),
        foreign={
            language: Prompts(settings.name, settings.prompts.of(language), language) for language in settings.languages
        },
        voice=Voice(voice.model, voice.name, voice.speed),
        voices={language: Voice(each.model, each.name, each.speed) for language, each in voice.languages.items()},
        local_time=partial(datetime.now, ZoneInfo(settings.time_zone)),
        gate=gate,
        dialogue=DialogueRules(
            tries=rules.tries,
            ask_visitor_name=rules.ask_visitor_name,
            ask_company=rules.ask_company,
            confirm=rules.confirm_apartment,
        ),
        patience=_patience(settings, server.timeouts),
        visitor_leg=_leg(server, server.media.visitor_end_of_turn_ms, settle_ms=0, echo_ms=200),
        resident_leg=_leg(server, server.media.resident_end_of_turn_ms, server.media.resident_settle_ms, echo_ms=800),
        ring_seconds=settings.calling.ring_seconds,
        visit_seconds=server.timeouts.visit_seconds,
        mode=rules.understanding,
        offer_keys=rules.offer_keys == "always",
        human=settings.transfer.target,
    )


def _patience(settings: Condominium, timeouts: Timeouts) -> Patience:
    return Patience(
        visitor_silence=timeouts.visitor_silence_seconds,
        resident_silence=timeouts.resident_silence_seconds,
        waiting_phrase=timeouts.waiting_phrase_seconds,
        decision=timeouts.decision_seconds,
        between_rounds=settings.calling.pause_seconds,
        attempts=settings.calling.attempts,
        doubts=settings.rules.resident_doubts,
    )


def _leg(server: Configuration, end_of_turn_ms: int, settle_ms: int, echo_ms: int) -> LegRules:
    """
    :param echo_ms: a visitor may answer in the words of our question ("bloco B"); a resident's loudspeaker may give
        ours back late, and there an answer in them is asked about again.
    """
    media = server.media
    turn = TurnRules(
        look_back_ms=media.lookback_ms,
        end_ms=end_of_turn_ms,
        early_ms=media.early_recognition_ms,
        number_end_ms=media.number_end_of_turn_ms,
        max_ms=round(media.max_turn_seconds * 1000),
    )
    return LegRules(
        line=LineRules(
            turn=turn,
            barge_in_ms=media.barge_in_ms,
            barge_in_window_ms=round(media.barge_in_ms * 4 / 3),
            echo_ms=echo_ms,
        ),
        hearing=HearingRules(settle_ms / 1000, media.min_speech_ms),
        filler_seconds=server.timeouts.filler_seconds,
        farewell_tail_seconds=media.farewell_tail_ms / 1000,
    )
