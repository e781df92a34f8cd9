"""Firefox and WebKit under Selenium, as this machine's packages bring them.

WebKitGTK brings its WebDriver. Firefox's is a program of its own, which distributions seldom
package, and all it does is to translate: Firefox itself listens to the same commands under almost
the same names. https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Any, TypeVar, cast

from tests.support.needs import missing, needs

with needs("selenium"):
    from selenium.webdriver import Remote
    from selenium.webdriver.common.options import ArgOptions
    from selenium.webdriver.remote.client_config import ClientConfig
    from selenium.webdriver.remote.remote_connection import RemoteConnection
    from selenium.webdriver.webkitgtk.options import Options
    from selenium.webdriver.webkitgtk.service import Service

Found = TypeVar("Found")

PREFERENCES = """\
user_pref("marionette.port", 0);
user_pref("remote.prefs.recommended", true);
"""
"""A port that is free, and nothing that a browser for tests should do on its own."""

COMMANDS = {
    "newSession": "NewSession",
    "quit": "DeleteSession",
    "setTimeouts": "SetTimeouts",
    "get": "Navigate",
    "findElement": "FindElement",
    "clickElement": "ElementClick",
    "sendKeysToElement": "ElementSendKeys",
    "getElementText": "GetElementText",
    "getElementAttribute": "GetElementAttribute",
    "isElementEnabled": "IsElementEnabled",
    "w3cExecuteScript": "ExecuteScript",
}
"""Selenium's names of what the stories need, and Firefox's."""


class Marionette:
    """What Selenium takes for a server: passes each command on to Firefox."""

    def __init__(self, port: int) -> None:
        """Connect; Firefox greets."""
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.answers = self.socket.makefile("rb")
        self.count = 0
        self.receive()

    def receive(self) -> list[Any]:
        """A message: its length, a colon, JSON."""
        length = b""
        while (digit := self.answers.read(1)) != b":":
            assert digit, "Firefox has hung up"
            length += digit
        return cast("list[Any]", json.loads(self.answers.read(int(length))))

    def execute(self, command: str, parameters: dict[str, Any]) -> dict[str, Any]:
        """Ask for one thing; the answer is in the form in which a server gives it."""
        self.count += 1
        parameters.pop("sessionId", None)  # a connection has one
        if command == "newSession":
            parameters = parameters["capabilities"]["alwaysMatch"]
        message = json.dumps([0, self.count, f"WebDriver:{COMMANDS[command]}", parameters]).encode()
        self.socket.sendall(str(len(message)).encode() + b":" + message)
        _, _, error, result = self.receive()
        if error:
            return {"status": error["error"], "value": error}
        alone = isinstance(result, dict) and set(result) == {"value"}
        return {"value": result["value"] if alone else result}

    def close(self) -> None:
        """Hang up."""
        self.answers.close()
        self.socket.close()


def until(ask: Callable[[], Found], what: str, seconds: float = 30) -> Found:
    """Ask until the answer is true, and return it."""
    end = time.monotonic() + seconds
    while not (found := ask()):
        assert time.monotonic() < end, f"{seconds} seconds without {what}"
        time.sleep(0.05)
    return found


@contextmanager
def started(*command: str | Path) -> Iterator[IO[str]]:
    """Run a program as long as it is needed; yields what it prints."""
    words = [str(word) for word in command]
    pipe, quiet = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(words, stdout=pipe, stderr=quiet, text=True) as program:
        try:
            yield cast("IO[str]", program.stdout)
        finally:
            program.terminate()


@contextmanager
def firefox(folder: Path) -> Iterator[Remote]:
    """Firefox, with a fresh profile in a folder."""
    program = missing(shutil.which("firefox-esr") or shutil.which("firefox"), "install Firefox")
    (folder / "user.js").write_text(PREFERENCES)
    port_file = folder / "MarionetteActivePort"
    with started(program, "--headless", "--marionette", "--no-remote", "--profile", folder):
        port = until(lambda: port_file.exists() and port_file.read_text(), "Firefox")
        with closing(Marionette(int(port))) as server:
            driver = Remote(cast("RemoteConnection", server), options=ArgOptions())
            yield driver
            driver.quit()


@contextmanager
def webkit(folder: Path) -> Iterator[Remote]:
    """WebKitGTK's own small browser, on a display that nobody sees."""
    server = missing(shutil.which("WebKitWebDriver"), "install webkit2gtk-driver")
    display = missing(shutil.which("Xvfb"), "install xvfb")
    with started(display, "-displayfd", "1", "-nolisten", "tcp") as printed:
        here = {"DISPLAY": f":{printed.readline().strip()}", "GDK_BACKEND": "x11"}
        env = os.environ | here | {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
        service = Service(str(server), env=env)
        service.start()
        connection = RemoteConnection(client_config=ClientConfig(service.service_url))
        driver = Remote(connection, options=Options())
        try:
            yield driver
        finally:
            driver.quit()
            service.stop()
