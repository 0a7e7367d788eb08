# Expected numbers of forecaster_test.cpp (`wave`). Rscript src/forecast/expected_by_r.R, with R's package forecast (Hyndman and Khandakar 2008).
suppressMessages(library(forecast))
t <- 1:60
y <- ts(100 + 10 * sin(t) + (t * 7) %% 5 + t / 2)
for (m in c("ANN", "AAN", "MNN")) cat(m, sprintf("%.4f", ets(y, model = m, damped = FALSE)$loglik), "\n")
cat("theta", sprintf("%.4f", thetaf(y, h = 3)$mean), "\n")
t <- 1:120
y <- ts(100 + 10 * sin(t * 2 * pi / 12) + (t * 7) %% 5 + t / 2 + 5 * cos(t * t * 0.1), frequency = 12)
for (o in list(c(2, 1, 1, 0, 0, 0), c(1, 0, 0, 1, 0, 0), c(2, 0, 1, 1, 1, 0))) {
  f <- Arima(y, order = o[1:3], seasonal = o[4:6], include.mean = o[2] + o[5] == 0, include.drift = o[5] == 1, method = "ML")
  g <- forecast(f, h = 3)
  cat(o, sprintf("%.4f", c(f$loglik, g$mean, (g$upper[3, 1] - g$mean[3]) / qnorm(0.9))), "\n")
}
