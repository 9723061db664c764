# Who spent how much in a country
site <- "https://paidfor.example"

# Everything as text first: ids are no numbers.
rows <- read.csv(paste0(site, "/spending?place=US&currency=USD&format=csv"),
                 colClasses = "character", na.strings = "", encoding = "UTF-8")
rows$lower <- as.numeric(rows$lower)
print(head(rows[order(-rows$lower), c("advertiser_name", "lower", "upper", "method")], 10))
