from mailer.transport import TIMEOUT, Message, send
