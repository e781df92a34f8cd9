from addresses import SENDER
from footers import THANKS

SUBJECT = "Your order is on its way"
