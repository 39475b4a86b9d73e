"""Who comes into the console, by which door, and what is refused to everybody else."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable

import pytest
from aiohttp import ClientSession
from pydantic import SecretStr

from bot import settings as sections
from bot.demo import free_port
from bot.entries import close_sessions, make_link
from bot.settings import Settings
from consultation.moderation import Status
from consultation.roles import Role
from sandbox.person import Person
from storage import people, staff
from tests.acceptance.conftest import Service
from tests.acceptance.console import PATIENCE, inside, sent_by, state_of, until_it_listens
from tests.web.provider import CLIENT_ID, CLIENT_SECRET, Claims, OpenIdProvider
from tests.web.visitor import Visitor
from web.app import PUBLIC, console_app
from web.desk import Access, Desk
from web.live import Changes
from web.pages import Pages


@pytest.fixture
async def provider() -> AsyncIterator[OpenIdProvider]:
    """Who vouches for State staff."""
    async with OpenIdProvider().running() as opened:
        yield opened


@pytest.fixture
def settings(settings: Settings, provider: OpenIdProvider) -> Settings:
    """An ordinary service whose console is open to those whom the provider says to be of the group."""
    web = sections.Web(
        enabled=True,
        listen_port=free_port(18400),
        oidc_issuer=provider.issuer,
        oidc_client_id=CLIENT_ID,
        oidc_client_secret=SecretStr(CLIENT_SECRET),
        oidc_claim="groups",
        oidc_moderators=frozenset({"moderation"}),
        oidc_admins=frozenset({"direction"}),
    )
    return settings.model_copy(update={"web": web})


@pytest.fixture
async def visitor(service: Service) -> AsyncIterator[Visitor]:
    """Somebody who was never here."""
    address = service.settings.web.address
    await until_it_listens(address)
    async with Visitor.arrives(address) as arrived:
        yield arrived


async def nobody(_: int) -> Role | None:
    return None


async def nothing(_: str) -> bytes:
    return b""


# The provider's door


async def test_staff_come_in_by_the_provider_and_decide_under_their_name(
    service: Service, visitor: Visitor, alice: Person
) -> None:
    sent = await sent_by(service, alice)
    await visitor.opens("/console")
    assert visitor.status == 401
    await visitor.opens("/console/login/oidc")
    assert (visitor.status, visitor.path) == (200, "/console")
    assert visitor.sees("Camille (modération)")
    await visitor.opens(f"/console/{sent.id}")
    await visitor.submits(f"/console/{sent.id}", act="approve", version="1")
    approved = await state_of(service, sent)
    assert approved.status is Status.APPROVED
    assert await service.database.read(lambda conn: people.staff_name(conn, approved.decided_by or 0)) == "Camille"


async def test_the_same_person_is_known_again_and_a_group_makes_an_admin(
    service: Service, visitor: Visitor, provider: OpenIdProvider
) -> None:
    await visitor.opens("/console/login/oidc")
    first = await service.database.read(lambda conn: staff.find(conn, provider.issuer, "agent-7"))
    provider.person |= {"name": "Camille D.", "groups": ["direction", "moderation"]}
    await visitor.opens("/console/login/oidc")
    assert visitor.sees("Camille D. (administration)")
    assert await service.database.read(lambda conn: staff.find(conn, provider.issuer, "agent-7")) == first


async def test_who_is_not_of_the_group_is_told_so(visitor: Visitor, provider: OpenIdProvider) -> None:
    provider.person["groups"] = ["presse"]
    await visitor.opens("/console/login/oidc")
    assert visitor.status == 403
    assert visitor.sees("il n’est pas dans la liste des personnes qui modèrent")
    await visitor.opens("/console")
    assert visitor.status == 401


async def test_what_the_id_token_does_not_say_is_asked_besides(visitor: Visitor, provider: OpenIdProvider) -> None:
    del provider.person["groups"]
    provider.at_userinfo = {"groups": ["moderation"]}
    await visitor.opens("/console/login/oidc")
    assert visitor.path == "/console"
    provider.at_userinfo = {"groups": ["moderation"], "sub": "somebody-else"}
    await visitor.opens("/console/login/oidc")
    assert visitor.status == 403


async def test_a_new_key_of_the_provider_is_learnt(visitor: Visitor, provider: OpenIdProvider) -> None:
    await visitor.opens("/console/login/oidc")
    provider.rotate()
    await visitor.opens("/console/login/oidc")
    assert visitor.path == "/console"


@pytest.mark.parametrize(
    "bend",
    [
        lambda claims: {**claims, "iss": "http://127.0.0.1:1"},
        lambda claims: {**claims, "aud": "another-service"},
        lambda claims: {**claims, "aud": [CLIENT_ID, "another-service"]},
        lambda claims: {**claims, "azp": "another-service"},
        lambda claims: {**claims, "exp": claims["iat"] - 3600},
        lambda claims: {**claims, "iat": claims["iat"] + 3600},
        lambda claims: {**claims, "nonce": "of another login"},
        lambda claims: {key: value for key, value in claims.items() if key != "nonce"},
        lambda claims: {key: value for key, value in claims.items() if key != "exp"},
        lambda claims: {**claims, "sub": ""},
    ],
)
async def test_a_token_that_is_not_for_this_very_login_opens_nothing(
    visitor: Visitor, provider: OpenIdProvider, bend: Callable[[Claims], Claims]
) -> None:
    provider.bend = bend
    await visitor.opens("/console/login/oidc")
    assert visitor.status == 403
    await visitor.opens("/console")
    assert visitor.status == 401


@pytest.mark.parametrize("way", ["sign_with_a_stranger", "sign_with_the_public_key", "sign_with_nothing"])
async def test_a_token_that_the_provider_did_not_sign_opens_nothing(
    visitor: Visitor, provider: OpenIdProvider, way: str
) -> None:
    provider.sign = getattr(provider, way)
    await visitor.opens("/console/login/oidc")
    assert visitor.status == 403
    await visitor.opens("/console")
    assert visitor.status == 401


async def test_an_address_counts_once_the_provider_verified_it(
    service: Service, provider: OpenIdProvider, settings: Settings
) -> None:
    from web.oidc import Agreed, Client, LoginError, Provider

    client = Client(
        provider.issuer,
        CLIENT_ID,
        CLIENT_SECRET,
        claim="email",
        moderators=frozenset({"camille@example.org"}),
    )
    ours, back = Provider(client, service.services.clock), "http://127.0.0.1/back"

    async def comes_back() -> Role:
        agreed = Agreed.fresh()
        async with ClientSession() as session:
            async with session.get(await ours.door(agreed, back), allow_redirects=False) as response:
                code = re.search(r"code=([^&]+)", response.headers["Location"])
            assert code is not None
            return (await ours.welcome(code[1], agreed, back)).role

    provider.person |= {"email": "camille@example.org"}
    with pytest.raises(LoginError, match="not-staff"):
        await comes_back()
    provider.person |= {"email_verified": True}
    assert await comes_back() is Role.MODERATOR


async def test_coming_back_with_another_browsers_login_opens_nothing(
    visitor: Visitor, provider: OpenIdProvider
) -> None:
    await visitor.opens("/console/login/back?code=code-1&state=guessed")
    assert visitor.status == 403
    assert visitor.sees("commencé dans un autre navigateur")
    await visitor.opens("/console/login/oidc")
    used = provider.asked[-1]["state"]
    async with Visitor.arrives(visitor.address) as other:
        await other.opens(f"/console/login/back?code=code-1&state={used}")
        assert other.status == 403


# The link's door


async def test_a_link_opens_once_and_by_its_button(service: Service, visitor: Visitor) -> None:
    link = (await make_link(service.settings.database.url, service.settings.web, "Bruno", "moderator")).split()[0]
    path = link.removeprefix(visitor.address)
    async with ClientSession() as preview, preview.get(link) as response:
        assert response.status == 200  # an app that shows what is behind a link does not use it up
    await visitor.opens(path)
    before = visitor.cookies["visit"]
    await visitor.submits(path)
    assert visitor.sees("Bruno (modération)")
    assert before not in visitor.cookies.values()
    async with Visitor.arrives(visitor.address) as other:
        await other.opens(path)
        await other.submits(path)
        assert other.status == 403
        assert other.sees("Ce lien a déjà servi")
    newer = (await make_link(service.settings.database.url, service.settings.web, "bruno", "moderator")).split()[0]
    older = (await make_link(service.settings.database.url, service.settings.web, "Bruno", "moderator")).split()[0]
    assert newer != older
    async with Visitor.arrives(visitor.address) as other:
        await other.opens(newer)
        await other.submits(newer.removeprefix(visitor.address))
        assert other.status == 403


async def test_a_moderator_comes_from_telegram_and_is_out_once_removed(
    service: Service, visitor: Visitor, mehdi: Person, alice: Person
) -> None:
    await alice.sends("/console")
    await alice.sees("modérateurs")
    await mehdi.sends("/console")
    said = await mehdi.sees("La console de modération")
    link = re.search(r"http\S+", said["text"])
    assert link is not None
    path = link[0].removeprefix(visitor.address)
    await visitor.opens(path)
    await visitor.submits(path)
    assert visitor.sees("Mehdi (modération)")
    await mehdi.leaves(service.moderation)
    async with asyncio.timeout(PATIENCE):
        while visitor.status != 401:  # once Telegram has told
            await visitor.opens("/console")


async def test_an_operator_puts_somebody_out(service: Service) -> None:
    async with inside(service, "Bruno") as bruno:
        assert "1" in await close_sessions(service.settings.database.url, service.settings.web, "Bruno")
        await bruno.opens("/console")
        assert bruno.status == 401


async def test_leaving_ends_the_session_for_whoever_kept_the_cookie(service: Service) -> None:
    async with inside(service) as camille:
        kept = camille.cookies["session"]
        await camille.opens("/console")
        await camille.submits("/console/logout")
        assert camille.sees("Vous êtes déconnecté")
        async with (
            ClientSession(cookies={"session": kept}) as session,
            session.get(f"{camille.address}/console") as response,
        ):
            assert response.status == 401


# Everybody else


async def test_every_route_but_the_public_ones_is_shut(service: Service, visitor: Visitor) -> None:
    desk = Desk(service.services, Access(), Pages(service.services.texts), Changes(), nobody, nothing)
    public, shut = {route.path for route in PUBLIC}, 0
    async with ClientSession(cookies={"session": "made-up"}) as session:
        for route in console_app(desk).router.routes():
            assert route.resource is not None
            path = re.sub(r"\{[^}]*\}", "1", route.resource.canonical)
            if route.resource.canonical in public:
                continue
            async with session.request(route.method, visitor.address + path, allow_redirects=False) as response:
                assert response.status in (401, 403), (route.method, path)
                shut += 1
    assert shut >= 10


async def test_what_does_not_exist_is_not_told_from_what_is_shut(visitor: Visitor) -> None:
    for path in ("/console/9999", "/nowhere", "/console/../etc/passwd", "/static/../app.py", "/static/console.py"):
        await visitor.opens(path)
        assert visitor.status in (401, 404)


async def test_a_form_from_elsewhere_does_nothing(service: Service, alice: Person) -> None:
    sent = await sent_by(service, alice)
    path = f"/console/{sent.id}"
    async with inside(service) as camille:
        await camille.opens(path)
        word = camille.csrf
        for csrf in ("", "0" * 64, "é", word[:-1]):
            await camille.submits(path, csrf=csrf, act="approve", version="1")
            assert camille.status == 403
        await camille.submits(path, csrf=word, origin="https://example.org", act="approve", version="1")
        assert camille.status == 403
        async with inside(service, "Bruno") as bruno:
            await bruno.submits(path, csrf=word, act="approve", version="1")
            assert bruno.status == 403
        assert (await state_of(service, sent)).status is Status.PENDING
        await camille.submits(path, csrf=word, origin=camille.address, act="approve", version="1")
        assert camille.status == 200


async def test_every_answer_is_hardened(service: Service) -> None:
    async with inside(service) as camille:
        for path in ("/console", "/console/1", "/console/login", "/static/console.js", "/nowhere", "/console/1/file"):
            await camille.opens(path)
            assert camille.headers["Content-Security-Policy"].startswith("default-src 'none'")
            assert "unsafe" not in camille.headers["Content-Security-Policy"]
            assert "frame-ancestors 'none'" in camille.headers["Content-Security-Policy"]
            assert camille.headers["X-Content-Type-Options"] == "nosniff"
            assert "style=" not in camille.text
            if not path.startswith("/static"):
                assert camille.headers["Cache-Control"] == "no-store"


async def test_over_https_cookies_are_kept_to_it_and_to_this_host(
    settings: Settings, service: Service, visitor: Visitor
) -> None:
    from aiohttp.test_utils import TestClient, TestServer

    access = Access(public_url="https://moderation.example.org")
    desk = Desk(service.services, access, Pages(service.services.texts), Changes(), nobody, nothing)
    async with TestClient(TestServer(console_app(desk))) as client:
        answer = await client.get("/console/enter/whatever")
        [cookie] = answer.headers.getall("Set-Cookie")
        assert cookie.startswith("__Host-visit=")
        assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
        assert "Domain" not in cookie
        assert "Strict-Transport-Security" in answer.headers
