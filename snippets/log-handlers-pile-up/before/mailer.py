import logging
import sys

log = logging.getLogger("mailer")
log.addHandler(logging.StreamHandler(sys.stdout))
log.warning("mailer is ready")
