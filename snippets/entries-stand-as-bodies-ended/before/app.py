import audit
import discounts
