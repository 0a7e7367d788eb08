# Expected numbers of forecaster_test.cpp (`wave`). Rscript src/forecast/expected_by_r.R, with R's package forecast (Hyndman and Khandakar 2008).
suppressMessages(library(forecast))
t <- 1:60
y <- ts(100 + 10 * sin(t) + (t * 7) %% 5 + t / 2)
for (m in c("ANN", "AAN", "MNN")) cat(m, sprintf("%.4f", ets(y, model = m, damped = FALSE)$loglik), "\n")
cat("theta", sprintf("%.4f", thetaf(y, h = 3)$mean), "\n")
