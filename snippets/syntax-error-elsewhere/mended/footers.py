THANKS = "Thank you!"
