import { greeting } from './greeting.ts';

document.body.append(greeting('Node'));
