import accounts


class Savings(accounts.Account):
    def fee(self):
        return super().fee() // 2

    def full_fee(self):
        return accounts.Account.fee(self)
