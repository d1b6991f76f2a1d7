"use strict";

// Each chart draws the table beside it, so that both say the same; without this the table alone is there.
for (const place of document.querySelectorAll("[data-chart]")) {
  const table = document.getElementById(place.dataset.chart);
  const [, ...columns] = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
  const rows = [...table.tBodies[0].rows];
  const told = new Intl.NumberFormat(`${document.documentElement.lang}-CA`);
  const formatter = ({ value }) => (value === "-" ? "" : told.format(value));
  const several = columns.length > 1;
  place.hidden = false;
  place.style.height = `${(several ? 25 * columns.length : 0) + 60 + rows.length * Math.max(40, 18 * columns.length + 14)}px`;
  const name = { width: place.clientWidth - 60, overflow: "break", lineHeight: 15 };
  const chart = window.echarts.init(place, null, { renderer: "svg" });
  chart.setOption({
    animation: false,
    aria: { enabled: true, label: { description: place.dataset.describes }, decal: { show: true } },
    color: ["#0a5c63", "#b06000", "#9b1c1c", "#1d6336", "#5b4b8a"],
    textStyle: { fontFamily: "system-ui, sans-serif", color: "#1c2b2d" },
    legend: several ? { top: 0, left: 0, orient: "vertical", selectedMode: false, textStyle: name } : undefined,
    grid: { left: 8, right: 48, top: several ? 25 * columns.length : 8, bottom: 8, containLabel: true },
    xAxis: { type: "value", minInterval: 1, axisLabel: { formatter: (value) => told.format(value), hideOverlap: true } },
    yAxis: {
      type: "category",
      inverse: true,
      data: rows.map((row) => row.cells[0].textContent.trim()),
      axisTick: { show: false },
      axisLabel: { width: 130, overflow: "break", interval: 0, lineHeight: 15 },
    },
    series: columns.map((name, at) => ({
      name,
      type: "bar",
      silent: true,
      label: { show: true, position: "right", formatter },
      data: rows.map((row) => Number(row.cells[at + 1].dataset.n ?? NaN)).map((n) => (Number.isNaN(n) ? "-" : n)),
    })),
  });
  new ResizeObserver(() => chart.resize()).observe(place);
}
