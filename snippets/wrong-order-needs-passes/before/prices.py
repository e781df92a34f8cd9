from rates import FACTOR

TEA = 10 * FACTOR
