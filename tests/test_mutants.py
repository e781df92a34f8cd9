"""Each way of breaking a session is noticed by a strong proof, and shows a weak one."""

from __future__ import annotations

import pytest

from reloaded.interpreters import Interpreter
from reloaded.mutants import judge as judging
from reloaded.mutants.judge import judge
from reloaded.mutants.make import mutants_of
from reloaded.mutants.report import HOW
from reloaded.session.compare import difference
from reloaded.session.proof import prove
from tests.sessions import session_of

MAGIC = '```python title="tea.py"\nPRICE = 3\n```\n'
EDITED = '```python title="tea.py"\nPRICE = 4\n```\n'
COUNTED = '```python title="tea.py"\nPRICE = vars().get("PRICE", 0) + 1\n```\n'

WHOLE = f"""
{MAGIC}
```pycon
>>> import sys
>>> import tea
>>> tea.PRICE, tea.CUP
Traceback (most recent call last):
  ...
AttributeError: module 'tea' has no attribute 'CUP'
```

{EDITED}
```pycon
>>> from importlib import reload
>>> tea is reload(tea)
True
>>> old = sys.modules.pop("tea")
>>> import tea
>>> old is tea, tea.PRICE
(False, 4)
```

{COUNTED}
```pycon
>>> reload(tea).PRICE
5
```

```console
$ rm tea.py
$ ls -d *.py || echo none
ls: cannot access '*.py': No such file or directory
none
```

```tree
/demo/
```

```pycon py=">=3.11"
>>> "a Python that is spoken of"
'a Python that is spoken of'
```

```pycon py="<3.11.0"  rest="no"
>>> 1
2
```
"""


def fates(markdown: str, interpreter: Interpreter) -> dict[str, bool]:
    """The keys of a claim's mutants, and whether its proof notices them."""
    session = session_of(markdown)
    (verdicts,) = judge([(session, mutants_of(session, interpreter))], interpreter, 2)
    return {verdict.mutant.key: verdict.killed for verdict in verdicts}


def fate(kind: str, markdown: str, interpreter: Interpreter) -> dict[str, bool]:
    """The same of one kind of mutant, without the kind's name."""
    every = fates(markdown, interpreter).items()
    return {key.partition(": ")[2]: killed for key, killed in every if key.startswith(f"{kind}: ")}
