from . import report, rates
