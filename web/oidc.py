"""OpenID Connect, the client's side: authorization code with PKCE; nothing of the ID token is believed unverified."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import quote_plus, urlencode, urlsplit

import aiohttp
import orjson
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from consultation.roles import Role
from consultation.text import clean, shorten

ALGORITHMS = ("RS256", "PS256", "ES256")
"""Signatures by a key that only the provider has; "none" and shared secrets are not among them."""
LEEWAY = 60
"""Seconds that two clocks may differ by."""
LARGEST = 256 * 1024
TIMEOUT = aiohttp.ClientTimeout(total=10)
NAMES = ("name", "preferred_username", "email")
NAME_LENGTH = 64
SUBJECT_LENGTH = 255
Claims = Mapping[str, Any]
"""A provider's statements: JSON values by name."""


class LoginError(Exception):
    """A login cannot be finished; `message_id` is the sentence that says why."""

    def __init__(self, message_id: str) -> None:
        super().__init__(message_id)
        self.message_id = message_id


@dataclass(frozen=True, slots=True)
class Client:
    """What was agreed with the provider, and whom it lets in: by the values of one claim."""

    issuer: str
    client_id: str
    client_secret: str = field(default="", repr=False)
    scope: str = "openid profile email"
    claim: str = "sub"
    moderators: frozenset[str] = frozenset()
    admins: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a browser was sent to the provider with, and must come back with."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def fresh(cls) -> Agreed:
        """Makes one that nobody guesses."""
        return cls(secrets.token_urlsafe(24), secrets.token_urlsafe(24), secrets.token_urlsafe(48))

    @classmethod
    def read(cls, text: str) -> Agreed:
        """Reads what a cookie held."""
        parts = text.split(".")
        if len(parts) != 3 or not all(parts):
            raise LoginError("web-login-expired")
        return cls(*parts)

    def __str__(self) -> str:
        return f"{self.state}.{self.nonce}.{self.verifier}"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who came back."""

    subject: str
    name: str
    role: Role


class Provider:
    """Talks with the provider. Its addresses and keys are asked once, its keys again when it signs with a new one."""

    def __init__(self, client: Client, clock: Callable[[], datetime]) -> None:
        self._client, self._clock = client, clock
        self._metadata: Claims | None = None
        self._keys: KeySet | None = None

    @property
    def issuer(self) -> str:
        """Who vouches."""
        return self._client.issuer

    async def door(self, agreed: Agreed, redirect_uri: str) -> str:
        """The address to send a browser to."""
        challenge = base64.urlsafe_b64encode(hashlib.sha256(agreed.verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {
            "response_type": "code",
            "client_id": self._client.client_id,
            "redirect_uri": redirect_uri,
            "scope": self._client.scope,
            "state": agreed.state,
            "nonce": agreed.nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        endpoint = await self._endpoint("authorization_endpoint")
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}"

    async def welcome(self, code: str, agreed: Agreed, redirect_uri: str) -> Identity:
        """Exchanges a code for who it stands for; raises `LoginError` unless they may come in."""
        answer = await self._exchange(code, agreed, redirect_uri)
        claims = await self._verified(str(answer.get("id_token", "")), nonce=agreed.nonce)
        if self._client.claim not in claims and "userinfo_endpoint" in await self._discover():
            claims = {**await self._userinfo(str(answer.get("access_token", "")), claims["sub"]), **claims}
        role = self._role(claims)
        if role is None:
            raise LoginError("web-login-not-staff")
        name = next((str(claims[key]) for key in NAMES if claims.get(key)), "")
        return Identity(claims["sub"], shorten(clean(name), NAME_LENGTH) or "?", role)

    async def _exchange(self, code: str, agreed: Agreed, redirect_uri: str) -> Claims:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
            "code_verifier": agreed.verifier,
            "client_id": self._client.client_id,
        }
        ways = (await self._discover()).get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        headers = {}
        if self._client.client_secret and "client_secret_basic" in ways:
            known = f"{quote_plus(self._client.client_id)}:{quote_plus(self._client.client_secret)}"  # RFC 6749, 2.3.1
            headers["Authorization"] = f"Basic {base64.b64encode(known.encode()).decode()}"
        elif self._client.client_secret:
            form["client_secret"] = self._client.client_secret
        return _as_json(await self._ask("POST", await self._endpoint("token_endpoint"), headers, form))

    async def _userinfo(self, access_token: str, subject: str) -> Claims:
        """Asks for what the ID token does not say; some providers sign this answer too."""
        headers = {"Authorization": f"Bearer {access_token}"}
        body = await self._ask("GET", await self._endpoint("userinfo_endpoint"), headers)
        told = _as_json(body) if body[:1] == b"{" else (await self._decode(body.decode("utf-8", "replace"))).claims
        if told.get("sub") != subject:
            raise LoginError("web-login-failed")
        return told

    async def _verified(self, token: str, nonce: str) -> Claims:
        """Verifies an ID token: signature, issuer, audience, times, and that it answers this very login."""
        client = self._client
        rules = jwt.JWTClaimsRegistry(
            now=int(self._clock().timestamp()),
            leeway=LEEWAY,
            iss={"essential": True, "value": client.issuer},
            aud={"essential": True, "value": client.client_id},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        claims: Claims = (await self._decode(token)).claims
        try:
            rules.validate(dict(claims))
        except JoseError as error:
            raise LoginError("web-login-failed") from error
        audiences = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
        if claims.get("azp", client.client_id if len(audiences) == 1 else None) != client.client_id:
            raise LoginError("web-login-failed")
        if not 0 < len(claims["sub"]) <= SUBJECT_LENGTH:
            raise LoginError("web-login-failed")
        return claims

    async def _decode(self, token: str) -> jwt.Token:
        for fresh in (False, True):  # a key we do not know may be new
            try:
                return jwt.decode(token, await self._signing_keys(fresh=fresh), algorithms=list(ALGORITHMS))
            except (JoseError, ValueError) as error:
                if fresh:
                    raise LoginError("web-login-failed") from error
        raise LoginError("web-login-failed")

    async def _signing_keys(self, *, fresh: bool) -> KeySet:
        if self._keys is None or fresh:
            told = _as_json(await self._ask("GET", await self._endpoint("jwks_uri")))
            try:
                self._keys = KeySet.import_key_set({"keys": told.get("keys", [])})
            except (JoseError, ValueError) as error:
                raise LoginError("web-login-unreachable") from error
        return self._keys

    def _role(self, claims: Claims) -> Role | None:
        """Reads the one claim that lets in; an e-mail address counts once the provider verified it."""
        value = claims.get(self._client.claim)
        if self._client.claim == "email" and claims.get("email_verified") is not True:
            return None
        values = {str(one) for one in value} if isinstance(value, list) else {str(value)}
        if values & self._client.admins:
            return Role.ADMIN
        return Role.MODERATOR if values & self._client.moderators else None

    async def _discover(self) -> Claims:
        if self._metadata is None:
            address = self._client.issuer.rstrip("/") + "/.well-known/openid-configuration"
            told = _as_json(await self._ask("GET", address))
            if told.get("issuer") != self._client.issuer:
                raise LoginError("web-login-unreachable")
            self._metadata = told
        return self._metadata

    async def _endpoint(self, name: str) -> str:
        """An address of the provider's, as safe as that of the issuer itself."""
        address = str((await self._discover()).get(name, ""))
        if urlsplit(address).scheme not in ("https", urlsplit(self._client.issuer).scheme):
            raise LoginError("web-login-unreachable")
        return address

    async def _ask(
        self, method: str, address: str, headers: Mapping[str, str] | None = None, form: Mapping[str, str] | None = None
    ) -> bytes:
        try:
            async with (
                aiohttp.ClientSession(timeout=TIMEOUT, trust_env=True, cookie_jar=aiohttp.DummyCookieJar()) as session,
                session.request(method, address, headers=headers, data=form, allow_redirects=False) as response,
            ):
                body = await response.content.read(LARGEST)
                if 400 <= response.status < 500:
                    raise LoginError("web-login-failed")
                if response.status != 200:
                    raise LoginError("web-login-unreachable")
                return body
        except (aiohttp.ClientError, TimeoutError) as error:
            raise LoginError("web-login-unreachable") from error


def _as_json(body: bytes) -> Claims:
    try:
        told = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise LoginError("web-login-unreachable") from error
    if not isinstance(told, dict):
        raise LoginError("web-login-unreachable")
    return told
