"""The recipe for whole packages gives names what a new process would, whatever a package does.

Each case is a package, an edit of it, and an expression. After the edit and one `reload_package`,
the expression has the value that it has in a new process.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from reloaded.book import Book
from reloaded.interpreters.environments import Interpreter
from reloaded.interpreters.gates import EVERYWHERE
from reloaded.session.model import DeleteFile, SaveFile, Step
from tests.support.sessions import printed

RECIPE = "reload-in-the-order-of-imports/before"

LAZY = """\
import sys
from importlib.util import LazyLoader, find_spec, module_from_spec

def lazily(name):
    spec = find_spec(name)
    spec.loader = LazyLoader(spec.loader)
    module = sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
"""

RACE = """\
with Threads(3) as pool:
    done = [pool.submit(reload_package, 'shop') for _ in range(4)]
    done += [pool.submit(__import__, 'shop.rates') for _ in range(9)]
    done = [one.result() for one in done]
"""


@dataclass(frozen=True)
class Case:
    """A package, and what is done to it.

    Attributes:
        files: the files before, by path.
        edit: those that are saved again; None deletes one.
        ask: the expression.
        package: its name.
        start: what is typed before the edit.
        call: what is typed to reload it, where that isn't one call with its name.
    """

    files: dict[str, str]
    edit: dict[str, str | None]
    ask: str
    package: str = "shop"
    start: tuple[str, ...] = ("import shop",)
    call: tuple[str, ...] = ()


SURVIVED = {
    "a submodule takes from the package": Case(
        {
            "shop/__init__.py": "CURRENCY = 'EUR'\nfrom .prices import tea\n",
            "shop/prices.py": "from shop import CURRENCY\ndef tea(): return CURRENCY\n",
        },
        {"shop/__init__.py": "CURRENCY = 'USD'\nfrom .prices import tea\n"},
        "shop.tea()",
    ),
    "two levels take from each other by dots": Case(
        {
            "firm/__init__.py": "",
            "firm/shop/__init__.py": "from .tax.vat import RATE\n",
            "firm/shop/base.py": "UNIT = 1\n",
            "firm/shop/tax/__init__.py": "from ..base import UNIT as TWICE\n",
            "firm/shop/tax/vat.py": "from ..base import UNIT\nfrom . import TWICE\n"
            "RATE = UNIT * 10 + TWICE\n",
        },
        {"firm/shop/base.py": "UNIT = 2\n"},
        "firm.shop.RATE",
        package="firm.shop",
        start=("import firm.shop",),
    ),
    "an import late, and one for types only": Case(
        {
            "shop/__init__.py": "from . import users, groups\n",
            "shop/users.py": "from .groups import LIMIT\n",
            "shop/groups.py": "LIMIT = 1\n",
        },
        {
            "shop/groups.py": "from typing import TYPE_CHECKING\n"
            "if TYPE_CHECKING:\n    from .users import LIMIT as other\n"
            "def late():\n    from .users import LIMIT\n    return LIMIT\n"
            "LIMIT = 2\n",
        },
        "shop.users.LIMIT, shop.groups.late()",
    ),
    "a star, with and without a list": Case(
        {
            "shop/__init__.py": "from .rates import *\n__all__ = ['rates']\nfrom . import report\n",
            "shop/rates.py": "TAX = 1\n",
            "shop/report.py": "from shop import *\nTAX = rates.TAX\n",
        },
        {"shop/rates.py": "TAX = 2\nFEE = 3\n"},
        "shop.TAX, shop.FEE, shop.report.TAX",
        start=("import shop", "from importlib import reload", "_ = reload(shop.rates)"),
    ),
    "names with dots": Case(
        {
            "shop/__init__.py": "import shop.rates\nfrom . import report\nTAX = shop.rates.TAX\n",
            "shop/report.py": "import shop.rates as rates\nTAX = rates.TAX\n",
            "shop/rates.py": "TAX = 1\n",
        },
        {"shop/rates.py": "TAX = 2\n"},
        "shop.TAX, shop.report.TAX",
    ),
    "a new file": Case(
        {"shop/__init__.py": "from .tea import PRICE\n", "shop/tea.py": "PRICE = 1\n"},
        {"shop/tea.py": "from .rates import PRICE\n", "shop/rates.py": "PRICE = 2\n"},
        "shop.PRICE",
    ),
    "a submodule that a function hides": Case(
        {
            "shop/__init__.py": "from .total import total\n",
            "shop/total.py": "def total(): return 1\n",
        },
        {"shop/total.py": "def total(): return 2\n"},
        "shop.total()",
    ),
    "a package of several folders": Case(
        {"shop/prices.py": "from .rates import TAX\n", "shop/rates.py": "TAX = 1\n"},
        {"shop/rates.py": "TAX = 2\n"},
        "shop.prices.TAX",
        start=("import shop.prices",),
    ),
    "an optional import that fails now": Case(
        {
            "shop/__init__.py": "try:\n    from .fast import sort\n"
            "except ImportError:\n    sort = 'slow'\n",
            "shop/fast.py": "sort = 'fast'\n",
        },
        {"shop/fast.py": "raise ImportError\n"},
        "shop.sort",
    ),
    "another package with the same beginning": Case(
        {"shop/__init__.py": "TAX = 1\n", "shopping.py": "runs = globals().get('runs', 0) + 1\n"},
        {"shop/__init__.py": "TAX = 2\n"},
        "shop.TAX, shopping.runs",
        start=("import shop, shopping",),
    ),
    "lazy modules elsewhere": Case(
        {"shop/__init__.py": "TAX = 1\n", "lazy.py": LAZY, "big.py": "raise SystemExit\n"},
        {"shop/__init__.py": "TAX = 2\n"},
        "shop.TAX",
        start=("import shop", "import lazy", "big = lazy.lazily('big')"),
    ),
    "an entry that blocks an import, and one that is no module": Case(
        {
            "shop/__init__.py": "from settings import DAYS\n",
            "settings.py": "import sys\nclass Own:\n    DAYS = 7\nsys.modules[__name__] = Own()\n",
        },
        {"shop/__init__.py": "from settings import DAYS\nDAYS += 1\n"},
        "shop.DAYS",
        start=("import shop, sys", "sys.modules['shop.no'] = None"),
    ),
    "a second call, and a reload within": Case(
        {
            "shop/__init__.py": "from .rates import TAX\n",
            "shop/rates.py": "TAX = 1\n",
            "other/__init__.py": "from .tea import TEA\n",
            "other/tea.py": "TEA = 1\n",
        },
        {
            "shop/rates.py": "import sys\nTAX = 2\nif 'other' in sys.modules:\n"
            "    __import__('packages').reload_package('other')\n",
            "other/tea.py": "TEA = 2\n",
        },
        "shop.TAX, other.TEA",
        start=("import shop, other",),
        call=("reload_package('shop')", "reload_package('shop')"),
    ),
    "two threads that reload, and one that imports": Case(
        {"shop/__init__.py": "from .rates import TAX\n", "shop/rates.py": "TAX = 1\n"},
        {"shop/rates.py": "TAX = 2\n"},
        "shop.TAX, shop.rates.TAX",
        start=("import shop", "from concurrent.futures import ThreadPoolExecutor as Threads"),
        call=(RACE,),
    ),
}
"""By what happens in it: a package whose reload gives what a new process would."""

REFUSED = {
    "a syntax error": ({"shop/rates.py": "TAX = (\n"}, "SyntaxError"),
    "a missing file": ({"shop/rates.py": None}, "FileNotFoundError"),
}
"""By what is wrong: an edit that stops the call before it reloads anything, and the exception."""


def saved(files: dict[str, str | None]) -> list[Step]:
    """Save or delete some files."""
    return [
        DeleteFile(0, EVERYWHERE, (path,)) if text is None else SaveFile(0, EVERYWHERE, path, text)
        for path, text in files.items()
    ]


def recipe() -> list[Step]:
    """The files of the recipe, as the page shows them."""
    folder = Book().snippets / RECIPE
    files = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.py")}
    return saved({**files})


def last(*what: str | Step, on: Interpreter) -> str:
    """What the last statement prints."""
    return printed(*recipe(), "from packages import reload_package", *what, on=on)[-1]


@pytest.mark.parametrize("case", SURVIVED.values(), ids=SURVIVED)
def test_one_call_gives_what_a_new_process_would(case: Case, interpreter: Interpreter) -> None:
    """Whatever the package does when it is imported, each name has its new value."""
    files, edit = saved({**case.files}), saved(case.edit)
    call = case.call or (f"reload_package({case.package!r})",)
    fresh = last(*files, *edit, *case.start, case.ask, on=interpreter)

    assert fresh == last(*files, *case.start, *edit, *call, case.ask, on=interpreter)
    assert fresh != last(*files, *case.start, *edit, case.ask, on=interpreter)


@pytest.mark.parametrize(("edit", "exception"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_reloaded_whole_is_left_alone(
    edit: dict[str, str | None], exception: str, interpreter: Interpreter
) -> None:
    """No body runs where one of them has no code."""
    files = saved({"shop/__init__.py": "from . import rates\n", "shop/rates.py": "TAX = 1\n"})
    again = saved({"shop/__init__.py": "from . import rates\nNEW = 1\n", **edit})
    call = f"try:\n    reload_package('shop')\nexcept {exception}:\n    print('refused')\n"

    assert "False 'refused'\n" == last(
        *files,
        "import shop",
        *again,
        "import contextlib, io",
        "with contextlib.redirect_stdout(io.StringIO()) as told:\n    "
        + call.replace("\n", "\n    "),
        "print(hasattr(shop, 'NEW'), repr(told.getvalue().strip()))",
        on=interpreter,
    )


def test_a_body_that_raises_leaves_imports_as_they_were(interpreter: Interpreter) -> None:
    """The statement calls what it called before, and the next call reloads everything."""
    shop = {"shop/__init__.py": "from .rates import TAX\n", "shop/rates.py": "TAX = 1\n"}
    call = "try:\n    reload_package('shop')\nexcept ZeroDivisionError:\n    shop.TAX = 0\n"

    assert "(0, True, 3)\n" == last(
        *saved({**shop}),
        "import builtins, shop",
        "before = builtins.__import__",
        *saved({"shop/rates.py": "1 / 0\n"}),
        call,
        "after, seen = builtins.__import__, shop.TAX",
        *saved({"shop/rates.py": "TAX = 3\n"}),
        "reload_package('shop')",
        "seen, after is before, shop.TAX",
        on=interpreter,
    )


def test_a_package_that_is_not_loaded_is_refused(interpreter: Interpreter) -> None:
    """A mistyped name isn't passed over in silence."""
    assert "KeyError: 'shp'\n" in last("reload_package('shp')", on=interpreter)


def test_a_module_without_a_spec_ends_the_call_before_the_first_reload(
    interpreter: Interpreter,
) -> None:
    """Somebody made it by hand, so there is no loader that could be asked for its code."""
    call = "try:\n    reload_package('shop')\nexcept AttributeError:\n    shop.refused = True\n"

    assert "(True, 1)\n" == last(
        *saved({"shop/__init__.py": "TAX = 1\n"}),
        "import shop, sys, types",
        "sys.modules['shop.made'] = types.ModuleType('shop.made')",
        *saved({"shop/__init__.py": "TAX = 3\n"}),
        call,
        "shop.refused, shop.TAX",
        on=interpreter,
    )


def test_a_loader_without_get_code_ends_the_call_before_the_first_reload(
    interpreter: Interpreter,
) -> None:
    """The method is optional, and pytest's loader for tests, for example, has none."""
    call = "try:\n    reload_package('shop')\nexcept AttributeError:\n    shop.refused = True\n"

    assert "(True, 1)\n" == last(
        *saved({"shop/__init__.py": "TAX = 1\n"}),
        "import importlib.util, shop, sys, types",
        "sys.modules['shop.made'] = types.ModuleType('shop.made')",
        "spec = importlib.util.spec_from_loader('shop.made', types.SimpleNamespace())",
        "sys.modules['shop.made'].__spec__ = spec",
        *saved({"shop/__init__.py": "TAX = 3\n"}),
        call,
        "shop.refused, shop.TAX",
        on=interpreter,
    )


def test_an_entry_that_is_another_name_ends_the_call_before_the_first_reload(
    interpreter: Interpreter,
) -> None:
    """Its loader refuses to be asked for that name."""
    call = "try:\n    reload_package('shop')\nexcept ImportError:\n    shop.refused = True\n"

    assert "(True, 1)\n" == last(
        *saved({"shop/__init__.py": "TAX = 1\n", "rates.py": "TAX = 2\n"}),
        "import rates, shop, sys",
        "sys.modules['shop.rates'] = rates",
        *saved({"shop/__init__.py": "TAX = 3\n"}),
        call,
        "shop.refused, shop.TAX",
        on=interpreter,
    )


def test_a_new_file_is_not_asked_for_its_code(interpreter: Interpreter) -> None:
    """So its syntax error comes halfway, and what ran before it is new."""
    call = "try:\n    reload_package('shop')\nexcept SyntaxError:\n    shop.refused = True\n"

    assert "(True, 3)\n" == last(
        *saved({"shop/__init__.py": "TAX = 1\n"}),
        "import shop",
        *saved({"shop/__init__.py": "TAX = 3\nfrom . import new\n", "shop/new.py": "1 +\n"}),
        call,
        "shop.refused, shop.TAX",
        on=interpreter,
    )
