# Pools the counts beside this file with the meta package: metaprop.csv first, then metabin.csv and pairwise.csv.
#
#   Rscript analysis.R             every outcome that two studies or more have by the same name at the same time
#
# Pages say the same outcome in different words: write one name for it in the column `outcome`, and one time in
# `time_point`, then run it again.
suppressPackageStartupMessages(library(meta))

outcomes <- function(file) {
  rows <- read.csv(file, encoding = "UTF-8", check.names = FALSE, stringsAsFactors = FALSE)
  groups <- split(rows, paste(tolower(rows$outcome), rows$kind, rows$time_point, sep = " | "))
  Filter(function(group) length(unique(group$study_key)) > 1, groups)
}

for (group in outcomes("metaprop.csv")) {
  cat("\n", group$outcome[1], "\n")
  print(metaprop(event = event, n = n, studlab = studlab, data = group))
}
for (group in outcomes("metabin.csv")) {
  cat("\n", group$outcome[1], "\n")
  print(metabin(event.e = event.e, n.e = n.e, event.c = event.c, n.c = n.c, studlab = studlab, data = group, sm = "RR"))
}
for (group in outcomes("pairwise.csv")) {
  cat("\n", group$outcome[1], "\n")
  print(pairwise(treat = treat, event = event, n = n, studlab = studlab, data = group, sm = "RR"))
}
