# What R says where src/forecast/*_test.cpp names it. Rscript src/forecast/adjust_by_r.R
model <- arima(log(AirPassengers), order = c(0, 1, 1), seasonal = c(0, 1, 1))
print(model)
print(predict(model, 12)$pred, digits = 8)
y <- log(AirPassengers)
y[79:144] <- y[79:144] - 0.25
step <- c(rep(0, 78), rep(1, 66))
print(arima(y, order = c(0, 1, 1), seasonal = c(0, 1, 1), xreg = step))
season <- stl(log(AirPassengers), s.window = 7, t.window = 19, robust = TRUE)$time.series[, "seasonal"]
print(round(exp(tail(season, 12)), 4))
# The basic structural model with a start that is diffuse indeed (StructTS takes a milder one), variance concentrated out.
y <- log(UKgas)
shape <- StructTS(y, type = "BSM")$model
model_at <- function(p, start = 1e7) {
  m <- shape
  v <- c(exp(p), 1)
  v <- v / sum(v)
  m$V <- diag(c(v[1:3], 0, 0))
  m$h <- v[4]
  m$P[] <- 0
  diag(m$P) <- start
  m$Pn[] <- m$P
  m$a[] <- 0
  m
}
best <- optim(c(-10, -5, 0.5), function(p) KalmanLike(y, model_at(p))$Lik, control = list(maxit = 5000, reltol = 1e-12))
print(exp(best$par), digits = 5)  # level, slope, season over irregular
run <- KalmanRun(y, model_at(best$par), update = TRUE)
ahead <- KalmanForecast(4, attr(run, "mod"))
s2 <- KalmanLike(y, model_at(best$par))$s2
print(ahead$pred, digits = 7)
print(sqrt(ahead$var * s2), digits = 5)
