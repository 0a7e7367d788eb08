#!/usr/bin/env python3
"""Seasonal adjustment: whole adjustments a second on one core, beside R on one core.

    cmake --preset bench && cmake --build --preset bench --target forecast_bench
    bench/seasonal_adjustment.py [build/bench/forecast_bench]

Ours: twenty simulated figures of fifteen years of months, each with calendar effects, outliers, filter, quality and pace.
R: the airline model alone (arima, exact likelihood) and stl alone, on passengers-like figures of the same length.
"""
import json
import shutil
import subprocess
import sys

BENCH = sys.argv[1] if len(sys.argv) > 1 else "build/bench/forecast_bench"
R = """
set.seed(1)
y <- lapply(1:10, function(i) ts(log(1000) + cumsum(rnorm(180, 0.006, 0.004)) + rep(rnorm(12, 0, 0.05), 15) + rnorm(180, 0, 0.01), frequency = 12))
t1 <- system.time(for (v in y) arima(v, order = c(0, 1, 1), seasonal = c(0, 1, 1)))[["user.self"]]
t2 <- system.time(for (k in 1:20) for (v in y) stl(v, s.window = 7, robust = TRUE))[["user.self"]]
cat(10 / t1, 200 / t2)
"""


def main():
    out = subprocess.run([BENCH, "--benchmark_filter=adjust_whole", "--benchmark_format=json"], capture_output=True, text=True, check=True)
    ours = json.loads(out.stdout)["benchmarks"][0]["items_per_second"]
    print(f"jicheng, whole adjustment   {ours:10.0f} series a second a core")
    if shutil.which("Rscript") is None:
        print("R is not installed: nothing to hold it against")
        return
    airline, stl = map(float, subprocess.run(["Rscript", "-e", R], capture_output=True, text=True, check=True).stdout.split())
    print(f"R arima (airline) alone     {airline:10.0f}   ratio {ours / airline:.1f}")
    print(f"R stl (robust) alone        {stl:10.0f}   ratio {ours / stl:.2f}")


if __name__ == "__main__":
    main()
