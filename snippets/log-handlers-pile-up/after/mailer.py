import logging
import sys

log = logging.getLogger("mailer")
logging.basicConfig(stream=sys.stdout, format="%(message)s")
log.warning("mailer is ready")
