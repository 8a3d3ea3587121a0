"""Fees of returns, and who pays the parcel.

===================================================  ==============  =============
The return                                           Fee             Parcel paid by
===================================================  ==============  =============
for a reason at the shop's expense                   none            shop
of a consumer, within the period of withdrawal       none            as the policy
any other                                            as the policy   as the policy
===================================================  ==============  =============

A withdrawal must not cost a fee, and a form for returns may be one (§ 357 BGB). Of
several policies the shop pays the parcel if one says so, and the highest fee per return
is deducted once.
"""

from dataclasses import dataclass, field

CUSTOMER, SHOP = "customer", "shop"
# Days of the right of withdrawal after the delivery.
WITHDRAWAL_DAYS = 14


@dataclass(frozen=True)
class Fees:
    """Fees deducted from a refund.

    :ivar percentages: The percentage of the price, by the id of the order line.
    :ivar amount: The fee per return, including taxes.
    """

    percentages: dict = field(default_factory=dict)
    amount: float = 0.0

    def __bool__(self):
        return self.amount > 0 or any(self.percentages.values())


@dataclass(frozen=True)
class Terms:
    """Who pays the parcel of a return, and its fees."""

    parcel_payer: str = CUSTOMER
    fees: Fees = Fees()


@dataclass(frozen=True)
class Estimate:
    """The refund of a return, after the deduction of a fee.

    :ivar owed: What the customer has to pay for replacements.
    :ivar wishes: What the customer wants instead of the refund.
    """

    amount: float = 0.0
    fee: float = 0.0
    owed: float = 0.0
    wishes: frozenset = frozenset()

    @property
    def balance(self):
        """What the customer gets; negative if the customer pays."""
        return self.amount - self.owed


def get_terms(policies, is_at_shops_expense=False, is_withdrawable=False):
    """Return the terms of a return.

    :param dict policies: The policy by the id of the order line, with `parcel_payer`,
        `fee_percentage` and `fee_amount`.
    """
    payers = {policy.parcel_payer for policy in policies.values()}
    is_paid_by_shop = is_at_shops_expense or SHOP in payers
    fees = Fees()
    if not (is_at_shops_expense or is_withdrawable):
        percentages = {key: it.fee_percentage for key, it in policies.items()}
        amount = max((it.fee_amount for it in policies.values()), default=0.0)
        fees = Fees(percentages, amount)
    return Terms(SHOP if is_paid_by_shop else CUSTOMER, fees)


def get_shares(values, discount, percentages):
    """Return the share of each line's price that percentages deduct.

    :param dict values: The prices by line.
    :param float discount: The part of a discount on the whole order; negative.
    """
    total = sum(values.values())
    paid = max(1 + discount / total, 0.0) if total > 0 else 0.0
    return {
        key: min(percentages.get(key, 0.0) / 100, 1.0) * paid if value > 0 else 0.0
        for key, value in values.items()
    }


def add_share(shares, share):
    """Return the shares after the deduction of a share of what is left."""
    return {key: 1 - (1 - it) * (1 - min(share, 1.0)) for key, it in shares.items()}
