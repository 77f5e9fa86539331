import { PAGE, type PageData } from '../html-data.ts';
import { startExplorer } from './explorer.ts';
import { startFilter } from './finding-filter.ts';

/** Starts what the page offers where scripts run. Without them everything is there, but nothing to explore. */
function main(): void {
  const data = document.getElementById(PAGE.data);
  const explorer = document.getElementById(PAGE.explorer);
  const filter = document.getElementById(PAGE.filter);
  document.documentElement.classList.add(PAGE.scripted);
  if (data !== null && explorer !== null) startExplorer(explorer, JSON.parse(data.textContent) as PageData);
  if (filter !== null) startFilter(filter);
}

main();
