/** What the codes of problems mean. They come with the lazy part: a page that works does not wait for them. */

/** @type {Record<string, string>} */
export const sentences = {
  listen: "A part of the client could not be loaded: some listeners do not work.",
  morph: "A part of the client could not be loaded.",
  bad_frame: "A frame from the server could not be read.",
  changed: "Something else changed the DOM of a component; its HTML is asked for.",
  failed: "The client raised while it worked on a frame.",
  file: "Files of a form are not sent with its event.",
  no_root: "The page record names a root that is not in the document.",
  refused_busy: "An event was not carried out: too many others of this page were waiting for the server.",
  refused_failed: "The server raised while it handled an event; under this reference its log has the traceback:",
  refused_invalid: "An event was not carried out: what it brings does not fit; the server's log says more. Parameter or field:",
  refused_too_large: "An event was not sent: what it brings passes 64 KiB.",
  refused_unknown: "An event was not carried out: at its address there is nothing that listens.",
  repairs: "A component keeps being changed by something else; it is left alone for a while.",
  told: "The server did not understand a frame.",
  unknown: "The connection was lost before an event was answered; whether it was carried out is unknown.",
};
