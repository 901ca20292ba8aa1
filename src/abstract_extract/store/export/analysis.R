# Pools the counts beside this file with the metafor package: single-arm.csv first, then two-by-two.csv.
#
#   Rscript analysis.R             every outcome that two studies or more have by the same name at the same time
#   Rscript analysis.R fever       one outcome, by its name, however many studies have it
#
# Pages say the same outcome in different words: write one name for it in the column `outcome`, and one time in
# `time_point`, then run it again.
# The forest plots go to forest.pdf, the totals and the estimates to the terminal.
suppressPackageStartupMessages(library(metafor))

wanted <- tolower(commandArgs(trailingOnly = TRUE))
counts <- c("xi", "ni", "ai", "n1i", "ci", "n2i")

groups <- function(file) {
  rows <- read.csv(file, encoding = "UTF-8", check.names = FALSE, stringsAsFactors = FALSE)
  time <- ifelse(is.na(rows$time_point) | rows$time_point == "", "", paste(" at", rows$time_point))
  named <- split(rows, paste0(tolower(rows$outcome), time, " | ", rows$kind))
  Filter(function(group) {
    if (length(wanted)) tolower(group$outcome[1]) %in% wanted else length(unique(group$study_key)) > 1
  }, named)
}

pool <- function(file, measure, effects, back) {
  found <- groups(file)
  for (name in names(found)) {
    group <- found[[name]]
    reports <- unique(group[!is.na(group$trial) & group$trial != "", c("trial", "study_key")])
    for (trial in unique(reports$trial[duplicated(reports$trial)])) {
      message("two reports of one trial are pooled in ", name, ": keep one of ", trial)
    }
    model <- rma(yi, vi, data = effects(group))
    pooled <- predict(model, transf = back)
    totals <- colSums(group[intersect(counts, names(group))])
    cat(measure, name, sprintf("k=%d", model$k), paste0(names(totals), "=", totals, collapse = " "),
        sprintf("estimate=%.4f lower=%.4f upper=%.4f", pooled$pred, pooled$ci.lb, pooled$ci.ub),
        sprintf("I2=%.1f%%\n", model$I2), sep = "\t")
    forest(model, transf = back, refline = NA, header = c(name, measure))
  }
}

open_pdf <- if (capabilities("cairo")) cairo_pdf else pdf # cairo has the letters of every language
open_pdf("forest.pdf", width = 12, height = 7, onefile = TRUE)
# The logit of a proportion, and the logarithm of a risk ratio: where a number is 0, metafor adds 0.5.
pool("single-arm.csv", "proportion", function(group) {
  escalc("PLO", xi = xi, ni = ni, data = group, slab = slab)
}, transf.ilogit)
pool("two-by-two.csv", "risk ratio", function(group) {
  escalc("RR", ai = ai, bi = bi, ci = ci, di = di, data = group, slab = slab)
}, exp)
invisible(dev.off())
