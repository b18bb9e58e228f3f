"""PooledClient: mattermostdriver's HTTP client with its faults mended: one session, time-outs, errors that say what happened.

The driver's own sends a body with every GET, opens a connection a call, waits for ever, compares Content-Type as a whole
(a proxy's charset makes login lose the user id), and drops status and headers from the errors that it raises.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from http.cookiejar import DefaultCookiePolicy
from typing import Any, TypeVar

import requests
from mattermostdriver.client import Client  # type: ignore[import-untyped]  # the driver ships no types
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase
from urllib3.exceptions import NewConnectionError

from adapters.chat.mattermost.failures import Failure
from adapters.chat.mattermost.pace import retry_after

TIMEOUT = (5.0, 30.0)  # seconds to connect, and between two bytes of an answer
CONNECTIONS = 8
Params = Mapping[str, Any] | None
Answered = tuple[int, Mapping[str, str]]
_Result = TypeVar("_Result")
_NEVER_LEFT = (requests.ConnectTimeout, requests.exceptions.ProxyError, requests.exceptions.SSLError)


class _Bearer(AuthBase):
    """As an object, because requests lets ~/.netrc overrule an Authorization header but not this."""

    def __init__(self, client: PooledClient) -> None:
        self._client = client

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._client.token:
            request.headers["Authorization"] = f"Bearer {self._client.token}"
        return request


class PooledClient(Client):  # type: ignore[misc]  # the driver ships no types
    """Safe to use from several threads."""

    def __init__(self, options: dict[str, Any]) -> None:
        super().__init__(options)
        self._root = f"{options['scheme']}://{options['url']}:{options['port']}"
        self._ears = threading.local()
        self._session = requests.Session()
        self._session.auth = _Bearer(self)
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        adapter = HTTPAdapter(pool_connections=1, pool_maxsize=CONNECTIONS)
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, adapter)

    def listening(self, call: Callable[[], _Result], heard: list[Answered]) -> _Result:
        """What the call returns; `heard` gets status and headers of the answers to it, which the driver's endpoints do not pass on."""
        self._ears.heard = heard
        return call()

    def close(self) -> None:
        self._session.close()

    def make_request(
        self,
        method: str,
        endpoint: str,
        options: object = None,
        params: Params = None,
        data: object = None,
        files: object = None,
        basepath: str | None = None,
    ) -> requests.Response:
        """Raises Failure for no answer and for every answer from 400 on."""
        body: Any = options if method.lower() in ("post", "put") else None
        url = self._root + (self._basepath if basepath is None else basepath) + endpoint
        try:
            response = self._session.request(
                method.upper(),
                url,
                params=params,
                timeout=TIMEOUT,
                verify=self._verify,
                allow_redirects=False,
                json=body,
            )
        except requests.RequestException as error:
            raise Failure(0, arrived=_may_have_arrived(error), why=type(error).__name__) from error
        heard: list[Answered] | None = getattr(self._ears, "heard", None)
        if heard is not None:
            heard.append((response.status_code, response.headers))
        if not response.ok or response.is_redirect:
            raise _failure(response)
        return response

    def get(self, endpoint: str, options: object = None, params: Params = None) -> Any:
        return _json(self.make_request("get", endpoint, params=params))

    def post(
        self, endpoint: str, options: object = None, params: Params = None, data: object = None, files: object = None
    ) -> Any:
        return _json(self.make_request("post", endpoint, options, params))

    def put(self, endpoint: str, options: object = None, params: Params = None, data: object = None) -> Any:
        return _json(self.make_request("put", endpoint, options, params))


def _may_have_arrived(error: requests.RequestException) -> bool:
    if isinstance(error, _NEVER_LEFT):
        return False
    cause = error.args[0] if error.args else None
    return not isinstance(getattr(cause, "reason", None), NewConnectionError)


def _json(response: requests.Response) -> Any:
    """Raises Failure for an answer that is not JSON: a proxy's page, or another server altogether."""
    try:
        return response.json()
    except ValueError as error:
        raise Failure(response.status_code, "not JSON", arrived=True) from error


def _failure(response: requests.Response) -> Failure:
    try:
        body = response.json()
    except ValueError:
        body = None
    error_id = str(body.get("id", "")) if isinstance(body, dict) else ""
    return Failure(
        response.status_code,
        error_id,
        arrived=response.status_code >= 500 and response.status_code != 503,
        retry_after=retry_after(response.headers) if response.status_code == 429 else None,
    )
