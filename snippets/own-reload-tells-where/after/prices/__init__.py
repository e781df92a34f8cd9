from .taxes import VAT

TEA = 3 + VAT
