import unittest

import prices


class PricesTest(unittest.TestCase):
    def test_tea(self):
        self.assertEqual(prices.TEA, 4)
