import type { Messages } from '../messages/messages.js';

const again = 'Riprovi.';
const reload = 'Ricarichi la pagina.';
const support = 'Si rivolga all’assistenza di questo sito.';
const unlock = 'Lo sblocchi con un codice di sblocco.';
const reset = 'Scelga un nuovo PIN o una nuova password con un codice di ripristino.';
const reEnrol = 'Lo configuri di nuovo con un nuovo codice di attivazione.';
const notYou = 'Se non è stato Lei, cambi il PIN o la password.';

/** Italian. */
export const it: Messages = {
  lang: 'it',
  complete: true,
  errors: {
    BIO_KEY_IS_WRONG: 'I Suoi dati biometrici non sono stati riconosciuti.',
    BIO_KEY_NOT_ALLOWED: 'La biometria non può essere usata qui.',
    CODE_ENTRY_DOES_NOT_EXIST:
      'Questo codice è sconosciuto, usato o scaduto, oppure uno più recente lo ha sostituito. Lo controlli o ne chieda uno nuovo.',
    CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN:
      'Questo codice è per un altro servizio o per un altro dei Suoi browser. Lo usi lì.',
    CODE_TYPE_NOT_SUPPORTED:
      'Questo codice ha un altro scopo. Un codice di 16 lettere e cifre configura un browser; uno di 10 cifre sblocca, oppure imposta un nuovo PIN o una nuova password.',
    DEVICE_LOCKED: `Questo browser è bloccato: lo ha bloccato da un altro o non è stato usato per troppo tempo. ${unlock}`,
    DYNAMIC_TOKEN_KEY_IS_INVALID: `Per la Sua sicurezza questo browser non è più accettato. ${reEnrol}`,
    FACTOR_STATE_CHANGED: 'Nel frattempo è stato impostato. Lo inserisca.',
    INSECURE_CONTEXT:
      'Questa pagina, o una pagina che la contiene, non ha una connessione sicura. La apra a un indirizzo che inizia con https. Se non basta, si rivolga all’assistenza di questo sito.',
    MACID_IS_UNKNOWN: `Il servizio non conosce questa pagina, o non è quello che la pagina si aspetta. ${support}`,
    MAX_NB_TOOLS: 'Ha troppi dispositivi. Prima ne rimuova uno.',
    MODULE_UNAVAILABLE: `Non è stato possibile caricare una parte di questa pagina. ${reload}`,
    NETWORK_UNAVAILABLE: `Il servizio non è raggiungibile. ${again}`,
    NO_ACTIVE_SERVICE_FOR_USER: `Il servizio è chiuso, o al momento non offre questa funzione. ${support}`,
    NO_DEVICE_FOUND: `Il servizio non conosce questo browser. ${reEnrol}`,
    NO_PASSWORD: 'Questo servizio non usa né PIN né password.',
    ORIGIN_NOT_ALLOWED: `Il servizio non può essere usato a questo indirizzo, o non in questo modo. ${support}`,
    OUTCOME_UNKNOWN: `La connessione si è interrotta. ${again}`,
    PASSWORD_IS_WRONG: 'Non è corretto.',
    PIN_REFUSED: 'Questo non può essere usato. Ne scelga un altro.',
    RATE_LIMITED: 'Ci sono stati troppi tentativi. Attenda un momento.',
    REQUEST_MALFORMED: `Il servizio non accetta ciò che questa pagina chiede. ${reload} Se non basta, si rivolga all’assistenza di questo sito.`,
    RESULT_EXPIRED: `La risposta è arrivata troppo tardi. ${again}`,
    SERVICE_ACCOUNT_STATUS_DISABLED: `Il Suo account è disattivato. ${support}`,
    SERVICE_KEY_UNKNOWN: `L’identità del servizio non è stata confermata. ${support}`,
    SERVICE_UNAVAILABLE: `Il servizio non è disponibile. ${again}`,
    STATIC_TOKEN_KEY_IS_INVALID:
      'Questo browser non ha una chiave che il servizio accetta. Lo configuri con un codice di attivazione.',
    STORAGE_NOT_PERSISTENT:
      'Questo browser non può conservare chiavi qui. Esca dalla navigazione privata, liberi spazio se il dispositivo è pieno, o usi un altro browser; il Suo codice è ancora valido.',
    STORAGE_UNAVAILABLE: `Questo browser non può usare la sua memoria. ${reload} Se non basta, consenta i dati dei siti.`,
    TOKEN_HAS_NO_BIO_KEY_AND_SERVICE_MUST_USE_BIOKEY:
      'Qui vale solo la biometria. La usi, o prima la configuri in questo browser.',
    TOKEN_IS_BLOCKED: `Questo browser è bloccato. ${unlock}`,
    TOKEN_IS_BUSY:
      'Altre schede o finestre stanno usando questo account. Ne chiuda alcune, poi riprovi.',
    UNEXPECTED_ERROR: `Qualcosa non ha funzionato. ${again}`,
    USER_CANCELLED: 'Annullato.',
    USER_ENTRY_DOES_NOT_EXIST:
      'Questo account non è configurato in questo browser, o non esiste più. Per configurarlo usi un codice di attivazione.',
    USER_IS_BLOCKED:
      'Il Suo account è bloccato dopo troppi tentativi errati. Usi un codice di sblocco o, se non basta, un codice di ripristino.',
    VERSION_UNSUPPORTED: `Questa pagina e il servizio non sono compatibili. ${reload}`,
  },
  refusals: {
    'too-short': 'È troppo corto.',
    'too-long': 'È troppo lungo.',
    form: 'Alcuni di questi caratteri non possono essere usati.',
    common: 'È troppo facile da indovinare. Ne scelga un altro.',
    same: 'È quello che ha già. Ne scelga un altro.',
    different: 'I due inserimenti sono diversi.',
  },
  notDigits: 'Usi solo cifre.',
  weakPins: {
    repeated: 'Le cifre ripetute sono troppo facili da indovinare. Ne scelga altre.',
    sequence: 'Le cifre consecutive sono troppo facili da indovinare. Ne scelga altre.',
  },
  bioKeyEnded:
    'I Suoi dati biometrici non sono stati riconosciuti troppe volte e non valgono più in questo browser. Usi il PIN o la password, se ne ha, o si rivolga all’assistenza di questo sito.',
  serviceBehind:
    'Il servizio ha perso una parte dei suoi dati. In questo browser non si è perso nulla. Riprovi più tardi.',
  triesLeft: { one: 'Resta un tentativo.', other: 'Restano {count} tentativi.' },
  noTriesLeft: `Bloccato dopo troppi tentativi errati. ${unlock}`,
  wrongPins: {
    digits: { one: 'Un PIN errato.', other: '{count} PIN errati.' },
    text: { one: 'Una password errata.', other: '{count} password errate.' },
  },
  blockAfter: {
    one: 'Dopo un altro errore il Suo account viene bloccato qui.',
    other: 'Dopo altri {count} errori il Suo account viene bloccato qui.',
  },
  browserBlocked: `Questo browser è bloccato dopo troppi tentativi errati. ${unlock}`,
  retryIn: 'Riprovi {when}.',
  states: {
    active: 'Attivo',
    blocked: 'Bloccato',
    locked: 'Bloccato',
    'user-blocked': 'Bloccato',
    disabled: 'Disattivato',
    unresolved: 'Non confermato',
    lost: 'Non accettato',
  },
  helps: {
    none: '',
    'unlock-code': unlock,
    'reset-code': reset,
    administrator: support,
    'go-online': 'Sarà confermato al prossimo utilizzo.',
    're-enrol': reEnrol,
  },
  wrongTries: {
    here: {
      one: `Un tentativo errato, {when}, in questo browser. ${notYou}`,
      other: `{count} tentativi errati, l’ultimo {when}, in questo browser. ${notYou}`,
    },
    there: {
      one: `Un tentativo errato, {when}, in {browser}. ${notYou}`,
      other: `{count} tentativi errati, l’ultimo {when}, in {browser}. ${notYou}`,
    },
    elsewhere: {
      one: `Un tentativo errato, {when}, in un altro browser. ${notYou}`,
      other: `{count} tentativi errati, l’ultimo {when}, in un altro browser. ${notYou}`,
    },
  },
  cancel: 'Annulla',
  tryAgain: 'Riprova',
  pin: { digits: 'PIN', text: 'Password' },
  newPin: { digits: 'Nuovo PIN', text: 'Nuova password' },
  repeatPin: { digits: 'Ripeta il PIN', text: 'Ripeta la password' },
  enterPin: { digits: 'Inserisca il Suo PIN', text: 'Inserisca la Sua password' },
  choosePin: { digits: 'Scelga un PIN', text: 'Scelga una password' },
  pinForm: {
    digits: {
      one: '{range} cifra, non facile da indovinare.',
      other: '{range} cifre, non facili da indovinare.',
    },
    text: {
      one: '{range} carattere, non facile da indovinare.',
      other: '{range} caratteri, non facili da indovinare.',
    },
  },
  showPin: { digits: 'Mostra il PIN', text: 'Mostra la password' },
  confirmPin: 'Continua',
  forgotten: {
    digits: 'PIN dimenticato o bloccato?',
    text: 'Password dimenticata o bloccata?',
    none: 'Bloccato?',
  },
  useBioKey: 'Usa la biometria',
  bioKeyAsked: 'Segua le istruzioni del dispositivo…',
  bioKeyMissed: 'La biometria è stata annullata o ha richiesto troppo tempo.',
  usePin: { digits: 'Usa il PIN', text: 'Usa la password' },
  checking: 'Verifica in corso…',
  activationCode: 'Codice di attivazione',
  activationCodeHint: '16 lettere e cifre, come le ha ricevute.',
  activationCodeMistyped: 'In questo codice c’è un errore di battitura. Lo controlli.',
  tokenName: 'Nome di questo browser',
  ownName: '{browser} su {system}',
  tokenNameHint: 'Per riconoscerlo in seguito.',
  activate: 'Configura questo browser',
  activating: 'Configurazione…',
  activated: 'Questo browser è configurato per {login}.',
  activatedHint: 'D’ora in poi può confermare che è Lei.',
  accounts: 'Account in questo browser',
  noAccounts: 'In questo browser non è ancora configurato nessun account.',
  noAccountsHelp: 'Ne configuri uno con un codice di attivazione.',
  offline: 'Il servizio non è raggiungibile. Questo è l’ultimo stato noto.',
  misconfigured: `Questa pagina non è configurata correttamente. ${support}`,
  loading: 'Caricamento degli account…',
  manage: 'Gestisci',
  managed: 'Fine',
  forget: 'Rimuovi',
  forgetLogin: 'Rimuovi {login} da questo browser',
  forgetTitle: 'Rimuovere {login}?',
  forgetConsequence:
    'Per usare di nuovo questo account qui Le servirà un nuovo codice di attivazione.',
  otp: 'Password monouso',
  getOtp: 'Ottieni una password monouso',
  getNewOtp: 'Ottieni una nuova',
  otpHint: 'Funziona una sola volta, per pochi secondi.',
  otpMissing: 'Prima ottenga una password monouso.',
  loginMissing: 'Prima scelga un account.',
  otpExpired: 'Scaduta. Ne ottenga una nuova.',
  otpReady: {
    one: 'Pronta. Valida per un secondo.',
    other: 'Pronta. Valida per {count} secondi.',
  },
  otpLeft: {
    one: 'Valida ancora un secondo.',
    other: 'Valida ancora {count} secondi.',
  },
  otpAgain: 'Può ottenerne una nuova in qualsiasi momento.',
  copy: 'Copia',
  copied: 'Copiato',
  copyRefused:
    'Questo browser non permette alla pagina di copiare. Il testo è selezionato: lo copi Lei.',
  fieldMissing: 'Compili questo campo.',

  accessToken: {
    get: 'Conferma l’identità',
    hint: 'Questa pagina chiede l’accesso a Suo nome.',
    ready: 'Confermato.',
    taken: 'Confermato e consegnato a questa pagina.',
    expired: 'Scaduto. Confermi di nuovo.',
  },
  activationCodes: {
    code: 'Codice per un altro dispositivo',
    get: 'Configura un altro dispositivo',
    getNew: 'Ottieni un nuovo codice',
    hint: 'Riceve un codice che configura per Lei un altro browser. Non lo mostri a nessuno.',
    ready: 'Inserisca questo codice sull’altro dispositivo, o inquadri l’immagine con esso.',
    readyWithoutQrCode:
      'Inserisca questo codice sull’altro dispositivo. Manca l’immagine da inquadrare, perché non è stato possibile caricare una parte di questa pagina; per averla, ricarichi la pagina.',
    expired: 'Scaduto. Ottenga un nuovo codice.',
    added: 'Aggiunto: {name}',
    qrCode: 'Codice QR con il codice per un altro dispositivo',
    copy: 'Copia il codice',
    timeLeft: 'Valido per {time}',
  },
  signIn: {
    signIn: 'Accedi',
    account: 'Account',
    notYou: 'Non è lei?',
    userName: 'Nome utente',
    otherDevice: 'Usa un altro dispositivo',
    thisDevice: 'Usa questo browser',
  },
  bioKey: {
    errors: { BIO_KEY_ALREADY_EXIST: 'La biometria è già configurata qui. Prima la rimuova.' },
    title: 'Biometria',
    states: {
      off: 'Non usata qui',
      unset: 'Non configurata in questo browser',
      set: 'Configurata in questo browser',
      unknown: 'Non nota per questo account',
    },
    obstacles: {
      page: 'Questa pagina non può configurare la biometria.',
      browser: 'Questo browser o dispositivo non può farlo.',
      frame: 'Non è possibile all’interno di un’altra pagina. Apra la pagina di questo servizio.',
    },
    instead: {
      digits: 'Il Suo PIN funziona come prima.',
      text: 'La Sua password funziona come prima.',
      none: '',
    },
    hint: {
      digits: 'Usi l’impronta, il volto o il blocco di questo dispositivo al posto del PIN.',
      text: 'Usi l’impronta, il volto o il blocco di questo dispositivo al posto della password.',
      none: 'Usi l’impronta, il volto o il blocco di questo dispositivo.',
    },
    register: 'Configura la biometria',
    revoke: 'Rimuovi la biometria',
    registering: 'Segua le istruzioni del dispositivo…',
    registered: 'La biometria è configurata per questo browser.',
    revoked: 'La biometria è stata rimossa da questo browser.',
  },
  changePin: {
    errors: { NO_PASSWORD: 'Questo servizio non usa un PIN: non c’è nulla da cambiare.' },
    change: { digits: 'Cambia il PIN', text: 'Cambia la password' },
    hint: {
      digits: 'Prima il PIN attuale, poi quello nuovo, due volte.',
      text: 'Prima la password attuale, poi quella nuova, due volte.',
    },
    done: {
      digits: 'Il Suo PIN è cambiato su tutti i Suoi dispositivi.',
      text: 'La Sua password è cambiata su tutti i Suoi dispositivi.',
    },
  },
  devices: {
    errors: {
      NO_DEVICE_FOUND:
        'Il dispositivo era già stato rimosso, o questo browser non è più accettato. Ricarichi la pagina.',
    },
    title: 'I Suoi dispositivi',
    loading: 'Caricamento dei dispositivi…',
    onlyThis: 'Non ci sono altri dispositivi.',
    thisOne: 'Questo browser',
    states: { active: 'Attivo', blocked: 'Bloccato', locked: 'Bloccato' },
    lastUsed: 'Ultimo utilizzo: {when}',
    added: 'Aggiunto: {when}',
    twin: '{name}, aggiunto il {when}',
    actions: {
      renameDevice: 'Rinomina {name}',
      lockDevice: 'Blocca {name}',
      unlockDevice: 'Sblocca {name}',
      revokeDevice: 'Rimuovi {name}',
    },
    done: {
      renameDevice: 'Il nuovo nome è {name}.',
      lockDevice: '{name} è bloccato.',
      unlockDevice: '{name} può essere usato di nuovo.',
      revokeDevice: '{name} è stato rimosso.',
    },
    rename: 'Rinomina',
    renameTitle: 'Rinomina {name}',
    renamePurpose: 'Scelga un nome con cui riconoscere questo dispositivo.',
    newName: 'Nuovo nome',
    lock: 'Blocca',
    lockTitle: 'Bloccare {name}?',
    lockConsequence: 'Non potrà fare nulla finché non lo sblocca qui. Lo faccia se non lo trova.',
    revoke: 'Rimuovi',
    revokeTitle: 'Rimuovere {name}?',
    revokeConsequence: 'Non potrà più confermare che è Lei. Lo faccia se lo ha perso.',
    revokeThisConsequence:
      'Per usare di nuovo il Suo account qui Le servirà un nuovo codice di attivazione.',
  },
  push: {
    errors: {
      NO_ACTIVE_SERVICE_FOR_USER:
        'Al momento la conferma su un altro dispositivo non è disponibile.',
      PUSH_ALIAS_ENTRY_DOES_NOT_EXIST: 'Questa richiesta è terminata. Ne serve una nuova.',
      PUSH_DENIED: 'Questa richiesta non è stata approvata sull’altro dispositivo.',
      PUSH_EXPIRED: 'Non c’è stata risposta in tempo. Riprovi.',
    },
    notSetUp:
      'Qui possono chiedere solo i browser configurati per il Suo account. Configuri questo con un codice di attivazione.',
    askOtherDevice: 'Conferma su un altro dispositivo',
    askAgain: 'Chiedi di nuovo',
    asking: 'Richiesta in corso…',
    askHint: 'Un browser configurato per il Suo account conferma che è Lei.',
    number: 'Numero da digitare lì',
    secondsLeft: '{seconds} s',
    numberShown:
      'Apra questo sito in un browser configurato per il Suo account e digiti il numero.',
    requests: 'Richieste da confermare',
    noRequests: 'Nessuno La sta aspettando.',
    arrived: 'Una pagina aspetta che Lei confermi la Sua identità.',
    wantsToSignIn: '{site}: accedere come {login}?',
    age: '{when}',
    typeNumber: 'Numero mostrato lì',
    numberMissing: 'Digiti il numero mostrato dall’altra pagina.',
    numberWrong: 'Non è il numero mostrato dall’altra pagina.',
    approve: 'Sì, sono io',
    deny: 'Rifiuta',
    notMe: 'Non ero io',
    notMeHint:
      'Se non sta accedendo da nessuna parte, lo indichi: per un’ora nessuno potrà chiederglielo.',
    approved: 'Confermato. Può continuare nell’altra pagina.',
    denied: 'Rifiutato.',
    muted: 'Rifiutato. Non Le verrà più chiesto per un’ora.',
    answer: 'Rispondi',
  },
  resetPin: {
    errors: {
      CODE_TYPE_NOT_SUPPORTED:
        'Questo codice non imposta un nuovo PIN o una nuova password. Con 10 cifre sblocca, con 16 lettere e cifre configura un browser: lo usi lì.',
      NO_PASSWORD: 'Questo servizio non usa un PIN: non ce n’è uno da impostare.',
    },
    code: 'Codice di ripristino',
    hint: '10 cifre, come le ha ricevute.',
    mistyped: 'In questo codice c’è un errore di battitura. Lo controlli.',
    submit: { digits: 'Imposta un nuovo PIN', text: 'Imposta una nuova password' },
    pending: { digits: 'Impostazione del PIN…', text: 'Impostazione della password…' },
    done: {
      digits: 'Il PIN di {login} è impostato.',
      text: 'La password di {login} è impostata.',
    },
    doneHint: 'Vale su tutti i Suoi dispositivi. La biometria va configurata di nuovo.',
  },
  seal: {
    errors: {
      SEALDATA_IS_NOT_VALID: 'Questo testo è danneggiato e non può essere sigillato.',
      SEALING_IS_NOT_ALLOWED: 'Il sigillo è disattivato.',
    },
    data: 'Ciò che sta per sigillare',
    characters: { one: '{count} carattere', other: '{count} caratteri' },
    shownPart: 'Vede la parte {part} di {parts}. Il Suo sigillo vale per tutto il testo.',
    part: 'Parte, da 1 a {parts}',
    previousPart: 'Parte precedente',
    nextPart: 'Parte successiva',
    seal: 'Sigilla',
    hint: 'Prima lo legga. Con il Suo sigillo conferma esattamente questo testo.',
    pending: 'Sigillo in corso…',
    done: 'Sigillato.',
    missing: 'Prima sigilli questo.',
    empty: 'Non c’è ancora nulla da sigillare.',
  },
  unlock: {
    errors: {
      CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN:
        'Questo codice è per un altro dei Suoi browser. Lo usi lì, o ne chieda uno per questo browser.',
      CODE_TYPE_NOT_SUPPORTED:
        'Questo codice non sblocca. Con 10 cifre imposta un nuovo PIN o una nuova password, con 16 lettere e cifre configura un browser: lo usi lì.',
      TOKEN_IS_NOT_BLOCKED: 'Questo browser non è bloccato.',
      USER_IS_BLOCKED:
        'Ci sono stati troppi tentativi errati. Scelga un nuovo PIN o una nuova password con un codice di ripristino.',
      USER_IS_NOT_BLOCKED: 'Il Suo account non è bloccato.',
    },
    code: 'Codice di sblocco',
    hint: '10 cifre, come le ha ricevute.',
    mistyped: 'In questo codice c’è un errore di battitura. Lo controlli.',
    submit: 'Sblocca',
    pending: 'Sblocco…',
    done: '{login} è sbloccato.',
    doneHint: 'Può usarlo di nuovo.',
  },
};
