THANKS = = "Thank you!"
