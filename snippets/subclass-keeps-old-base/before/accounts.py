class Account:
    def fee(self):
        return 100
