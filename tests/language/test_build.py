"""From the settings to models that answer."""

from typing import cast

from pydantic import SecretStr
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IReactorTime
from twisted.trial.unittest import TestCase

from audiosocket.config.language import DefaultModel, LanguageModels, LanguageProvider, ModelChoice, Tasks, TaskSettings
from audiosocket.language.build import make_task_models
from audiosocket.language.interfaces import ChatMessage, ChatRequest, JsonSchema
from tests.language.scripted_server import ScriptedServer, answering, refuses, says

REQUEST = ChatRequest((ChatMessage("user", "oi"),), JsonSchema("x", {"type": "object"}))


class MakeTaskModelsTests(TestCase):
    timeout = 20

    def begin(self) -> LanguageModels:
        """A server that refuses schemas and fails for one model; settings that name it twice."""
        self.server = ScriptedServer(
            answering(
                lambda asked: (
                    refuses(500)
                    if asked.fields["model"] == "broken"
                    else refuses(400, param="response_format")
                    if asked.form == "json_schema"
                    else says(str(asked.fields["model"]))
                )
            )
        )
        url = self.server.listen()
        self.addCleanup(lambda: Deferred.fromCoroutine(self.server.close()))
        return LanguageModels(
            providers=(
                LanguageProvider(name="one", base_url=url, api_key=SecretStr("hush")),
                LanguageProvider(name="two", base_url=url),
            ),
            default=DefaultModel(provider="one", model="m"),
            tasks=Tasks(
                intent=TaskSettings(
                    model="broken", max_tokens=9, fallbacks=(ModelChoice(provider="two", model="spare"),)
                ),
                answer=None,
            ),
        )

    async def test_tasks(self) -> None:
        """Each task has its model with its settings; a fallback, with its own key or none, answers for it."""
        from twisted.internet import reactor

        models = make_task_models(cast(IReactorTime, reactor), self.begin(), self.server.client())
        self.assertEqual(set(models), {"intent", "visitor", "apartment", "resident_name"})
        self.assertEqual((models["intent"].max_tokens, models["visitor"].max_tokens), (9, 80))
        self.assertEqual((await models["intent"].model.complete(REQUEST, lambda _: None)).text, "spare")
        self.assertEqual((await models["visitor"].model.complete(REQUEST, lambda _: None)).text, "m")
        self.assertEqual(
            [(each.fields["model"], "Bearer hush" in each.head) for each in self.server.asked],
            [("broken", True), ("spare", False), ("spare", False), ("m", True), ("m", True)],
        )
        self.assertEqual(len(self.flushLoggedErrors()), 0)

    async def test_shared(self) -> None:
        """What one task learnt about a model, the others know."""
        from twisted.internet import reactor

        models = make_task_models(cast(IReactorTime, reactor), self.begin(), self.server.client())
        await models["visitor"].model.complete(REQUEST, lambda _: None)
        await models["apartment"].model.complete(REQUEST, lambda _: None)
        self.assertEqual([each.form for each in self.server.asked], ["json_schema", "json_object", "json_object"])

    def test_none(self) -> None:
        """Without settings there are no models."""
        settings = self.begin()
        from twisted.internet import reactor

        self.assertEqual(make_task_models(cast(IReactorTime, reactor), None, self.server.client()), {})
        self.assertNotIn("hush", repr(settings))
