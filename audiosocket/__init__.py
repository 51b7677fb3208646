"""An AI doorman for Brazilian condominiums, beside Asterisk over AudioSocket."""
