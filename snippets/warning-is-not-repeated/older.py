import warnings

warnings.warn("use modern instead", stacklevel=2)
