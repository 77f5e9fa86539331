/** The client of an engine, for those who ask one: it is large. */
export { default as Engine } from 'dockerode';
