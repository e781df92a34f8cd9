from cities import label
