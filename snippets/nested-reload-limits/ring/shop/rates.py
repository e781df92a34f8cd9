from .report import TAX as OLD

TAX = 30
