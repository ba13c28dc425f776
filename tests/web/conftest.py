"""A phone that asks the application in process, and the pages that it reads."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

import httpx2
import pytest

from tests.web.reading import Form, Page
from workshop.room import Room
from workshop.web import phone_app
from workshop.web.pace import Pace

HOST = "192.168.1.20:8000"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: needs Chromium and Playwright")


@dataclass
class Answer:
    status: int
    headers: httpx2.Headers
    body: bytes

    @property
    def page(self) -> Page:
        return Page(self.body.decode())


class Phone:
    """One phone; it keeps cookies as a browser does, and nothing else."""

    def __init__(self, client: httpx2.AsyncClient) -> None:
        self.client = client

    async def get(self, path: str = "/") -> Answer:
        return self._answer(await self.client.get(path))

    async def post(self, path: str, fields: Mapping[str, object]) -> Answer:
        origin = {"Origin": f"http://{HOST}"}
        return self._answer(await self.client.post(path, data=dict(fields), headers=origin))

    async def send(self, form: Form, **values: object) -> Answer:
        return await self.post(form.action, form.filled(**values))

    async def join(self, language: str = "en") -> Answer:
        page = (await self.get(f"/?lang={language}")).page
        return await self.send(page.posts[0])

    @staticmethod
    def _answer(response: httpx2.Response) -> Answer:
        return Answer(response.status_code, response.headers, response.content)


@pytest.fixture
async def phone(room: Room) -> AsyncIterator[Phone]:
    app = phone_app(room, frozenset({HOST}), pace=Pace(burst=10_000))
    transport = httpx2.ASGITransport(app)
    async with httpx2.AsyncClient(transport=transport, base_url=f"http://{HOST}") as client:
        yield Phone(client)
