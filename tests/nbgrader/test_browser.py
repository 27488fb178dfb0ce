"""nbgrader's pages in a real Chromium: from the released assignment to the feedback, with our grader underneath.

Needs chromium, its driver and selenium. NBGRADER_SCREENSHOTS=FOLDER keeps a picture of every page.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.commands.init import init
from tests.nbgrader.students import CLASS, NAME, write

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(
        not (CHROMIUM and DRIVER and importlib.util.find_spec("selenium")),
        reason="needs chromium, chromedriver and selenium",
    ),
]

PATIENCE = 60


@pytest.fixture(scope="module")
def lab(own_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """JupyterLab with nbgrader's extensions, in a fresh course of one student: its address and the course."""
    course = tmp_path_factory.mktemp("lab") / "course"
    init(course)
    shutil.rmtree(course / "submitted")
    shutil.rmtree(course / "assignments" / "ps2")
    exchange = course.parent / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    settings = f"\nc.Exchange.root = {str(exchange)!r}\nc.Exchange.cache = {str(course.parent / 'cache')!r}\n"
    config = course / "nbgrader_config.py"
    config.write_text(config.read_text("utf-8") + settings)
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}",
               "--IdentityProvider.token=", "--ServerApp.password=", f"--ServerApp.root_dir={course}"]  # fmt: skip
    with (course.parent / "lab.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=course, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        wait(lambda: answers(f"{address}/api"))
        yield address, course
    finally:
        server.terminate()
        server.wait(20)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as page:
            return bool(page.status == 200)
    except OSError:
        return False


def wait(true: Callable[[], Any], seconds: float = PATIENCE) -> Any:
    """What `true` returns, as soon as it is something."""
    end = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < end, "nothing came"
        time.sleep(0.1)
    return found


class Page:
    """A browser's window, and what one does in it."""

    def __init__(self, driver: Any, address: str) -> None:
        self.driver, self.address = driver, address

    def open(self, path: str) -> None:
        self.driver.get(self.address + path)

    def text(self, css: str) -> str:
        script = "return [...document.querySelectorAll(arguments[0])].map(one => one.innerText).join('\\n')"
        return str(self.driver.execute_script(script, css))

    def do(self, xpath: str, act: Callable[[Any], object]) -> None:
        """Do something to an element, as soon as it is there and nothing lies above it."""
        from selenium.common.exceptions import WebDriverException

        def done() -> bool:
            try:
                act(self.driver.find_element("xpath", xpath))
            except WebDriverException as error:
                self.last = error.msg
                return False
            return True

        wait(done)

    def click(self, xpath: str) -> None:
        self.do(xpath, lambda one: one.click())

    def says(self, css: str, words: str) -> None:
        """Wait until the words are there."""
        try:
            wait(lambda: words in self.text(css))
        except AssertionError:
            self.picture("instead")
            raise AssertionError(f"{css} does not say {words!r} but {self.text(css)[:3000]!r}") from None

    def dismiss(self) -> None:
        """Close nbgrader's dialogue, which must say that all went well; while it fades in, a click is lost."""
        self.says(".modal", "Success")
        close = "document.querySelectorAll('.modal.in .close').forEach(one => one.click())"

        def gone() -> bool:
            self.driver.execute_script(close)
            return not self.driver.find_elements("css selector", ".modal")

        wait(gone)

    def picture(self, name: str) -> None:
        """A screenshot, where somebody wants to see them."""
        if folder := os.environ.get("NBGRADER_SCREENSHOTS"):
            self.driver.save_screenshot(str(Path(folder) / f"{name}.png"))


@pytest.fixture(scope="module")
def page(lab: tuple[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Headless Chromium; it reaches nothing but this machine."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for word in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1400,1300", "--disable-dev-shm-usage",
                 "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                 f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):  # fmt: skip
        options.add_argument(word)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=str(DRIVER)))
    try:
        yield Page(driver, lab[0])
    finally:
        driver.quit()


def icon(column: str) -> str:
    """nbgrader's button for ps2 in a column of its list of assignments."""
    return f"//tr[td[contains(@class, 'name')][contains(., 'ps2')]]/td[contains(@class, '{column}')]/a"


def test_a_term_in_the_browser(page: Page, lab: tuple[str, Path]) -> None:
    course = lab[1]
    make_and_release(page, course)
    fetch_work_and_submit(page, course)
    collect_and_autograde(page)
    look_and_comment(page, course)
    give_feedback(page, course)


def make_and_release(page: Page, course: Path) -> None:
    page.open("/formgrader/manage_assignments")
    page.click(icon("assign"))
    page.dismiss()
    assert (course / "assignments/ps2" / NAME).is_file()
    page.click(icon("release"))
    page.dismiss()
    page.says("td.status", "released")
    page.picture("1-assignments")


def fetch_work_and_submit(page: Page, course: Path) -> None:
    page.open("/lab")
    page.click("//div[contains(@class, 'lm-MenuBar-itemLabel')][. = 'Nbgrader']")
    page.click("//div[contains(@class, 'lm-Menu-itemLabel')][. = 'Assignment List']")
    page.click("//button[. = 'Fetch']")
    wait((course / "ps2" / NAME).is_file)
    write(CLASS["ben"](), course / "ps2" / NAME)
    page.click("//button[. = 'Submit']")
    page.says("#jp-main-dock-panel", "Fetch Feedback")
    page.picture("2-handed-in")


def collect_and_autograde(page: Page) -> None:
    page.open("/formgrader/manage_assignments")
    page.click(icon("collect"))
    page.dismiss()
    page.open("/formgrader/manage_submissions/ps2")
    page.says("td.status", "needs autograding")
    page.click("//td[contains(@class, 'autograde')]/a")
    page.dismiss()
    page.says("td.score", "15 / 18")
    page.picture("3-graded")


def look_and_comment(page: Page, course: Path) -> None:
    page.open("/formgrader/gradebook/ps2/gates")
    page.click("//tbody//td[contains(@class, 'name')]//a")
    page.says(".backprop", "A product is differentiated with its own input")
    assert (
        page.driver.execute_script("return document.querySelectorAll('math').length") >= 10
    )  # without a network
    placeholder = "return document.querySelector('#multiply_gate_check').placeholder"
    assert wait(lambda: page.driver.execute_script(placeholder)) == "1"
    page.do(
        "//textarea[@id = 'multiply_gate-comment']", lambda box: box.send_keys("Which input belongs to dx?\t")
    )
    page.do("//input[@id = 'multiply_gate_check']", lambda box: box.send_keys("2.5\t"))
    wait(lambda: entered(course) == [("Which input belongs to dx?", 2.5)])
    page.picture("4-submission")


def entered(course: Path) -> list[tuple[str, float]]:
    """The comment and the score that were typed in."""
    sql = "SELECT c.manual_comment, g.manual_score FROM comment c, grade g WHERE c.manual_comment != '' AND g.manual_score >= 0"
    book = sqlite3.connect(course / "gradebook.db")
    try:
        return [(str(text), float(score)) for text, score in book.execute(sql)]
    finally:
        book.close()


def give_feedback(page: Page, course: Path) -> None:
    page.open("/formgrader/manage_submissions/ps2")
    page.says("td.score", "16.5 / 18")
    page.click("//td[contains(@class, 'generate-feedback')]/a")
    page.dismiss()
    (feedback,) = (course / "feedback").rglob("gates.html")
    page.driver.get(feedback.as_uri())
    page.says("body", "gates (Score: 16.5 / 18.0)")
    page.says(".backprop", "A product is differentiated with its own input")
    page.says("#toc", "The multiply gate (Score: 2.5 / 4.0)")
    assert "Out[" not in page.text("#notebook")
    page.says("body", "Which input belongs to dx?")
    page.picture("5-feedback")
