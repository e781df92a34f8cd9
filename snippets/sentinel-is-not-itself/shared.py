class Config:
    pass


if "MISSING" not in globals():
    MISSING = object()
if "CONFIG" not in globals():
    CONFIG = Config()
