import email

GREETING = f"Regards, {email.SENDER}"
