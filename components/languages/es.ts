import type { Messages } from '../messages/messages.js';

const again = 'Inténtelo de nuevo.';
const reload = 'Vuelva a cargar la página.';
const support = 'Consulte con el soporte de este sitio.';
const unlock = 'Desbloquéelo con un código de desbloqueo.';
const reset = 'Elija un nuevo PIN o una nueva contraseña con un código de restablecimiento.';
const reEnrol = 'Configúrelo de nuevo con un nuevo código de activación.';
const notYou = 'Si no fue usted, cambie su PIN o su contraseña.';

/** Spanish. */
export const es: Messages = {
  lang: 'es',
  complete: true,
  errors: {
    BIO_KEY_IS_WRONG: 'No se han reconocido sus datos biométricos.',
    BIO_KEY_NOT_ALLOWED: 'Aquí no se puede utilizar la biometría.',
    CODE_ENTRY_DOES_NOT_EXIST:
      'Este código es desconocido, ya se ha utilizado o ha caducado, o uno posterior lo ha sustituido. Compruébelo o pida uno nuevo.',
    CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN:
      'Este código es para otro servicio o para otro de sus navegadores. Utilícelo allí.',
    CODE_TYPE_NOT_SUPPORTED:
      'Este código tiene otra finalidad. Uno de 16 letras y cifras configura un navegador; uno de 10 cifras desbloquea, o establece un nuevo PIN o una nueva contraseña.',
    DEVICE_LOCKED: `Este navegador está bloqueado: lo ha bloqueado desde otro o no se ha utilizado durante demasiado tiempo. ${unlock}`,
    DYNAMIC_TOKEN_KEY_IS_INVALID: `Por su seguridad, este navegador ya no se acepta. ${reEnrol}`,
    FACTOR_STATE_CHANGED: 'Se ha establecido mientras tanto. Introdúzcalo.',
    INSECURE_CONTEXT:
      'Esta página, o una página que la contiene, no tiene una conexión segura. Ábrala en una dirección que empiece por https. Si eso no ayuda, consulte con el soporte de este sitio.',
    MACID_IS_UNKNOWN: `El servicio no conoce esta página, o no es el que la página espera. ${support}`,
    MAX_NB_TOOLS: 'Tiene demasiados dispositivos. Elimine uno primero.',
    MODULE_UNAVAILABLE: `No se ha podido cargar una parte de esta página. ${reload}`,
    NETWORK_UNAVAILABLE: `No se puede acceder al servicio. ${again}`,
    NO_ACTIVE_SERVICE_FOR_USER: `El servicio está cerrado, o no ofrece esto por el momento. ${support}`,
    NO_DEVICE_FOUND: `El servicio no conoce este navegador. ${reEnrol}`,
    NO_PASSWORD: 'Este servicio no utiliza PIN ni contraseña.',
    ORIGIN_NOT_ALLOWED: `El servicio no se puede utilizar en esta dirección, o no de esta manera. ${support}`,
    OUTCOME_UNKNOWN: `Se ha perdido la conexión. ${again}`,
    PASSWORD_IS_WRONG: 'No es correcto.',
    PIN_REFUSED: 'Esto no se puede utilizar. Elija otro.',
    RATE_LIMITED: 'Ha habido demasiados intentos. Espere un momento.',
    REQUEST_MALFORMED: `El servicio no acepta lo que pide esta página. ${reload} Si eso no ayuda, consulte con el soporte de este sitio.`,
    RESULT_EXPIRED: `La respuesta ha llegado demasiado tarde. ${again}`,
    SERVICE_ACCOUNT_STATUS_DISABLED: `Su cuenta está desactivada. ${support}`,
    SERVICE_KEY_UNKNOWN: `No se ha confirmado la identidad del servicio. ${support}`,
    SERVICE_UNAVAILABLE: `El servicio no está disponible. ${again}`,
    STATIC_TOKEN_KEY_IS_INVALID:
      'Este navegador no tiene ninguna clave que el servicio acepte. Configúrelo con un código de activación.',
    STORAGE_NOT_PERSISTENT:
      'Este navegador no puede guardar claves aquí. Salga de la navegación privada, libere espacio si el dispositivo está lleno, o utilice otro navegador; su código sigue siendo válido.',
    STORAGE_UNAVAILABLE: `Este navegador no puede utilizar su almacenamiento. ${reload} Si eso no ayuda, permita los datos de sitios.`,
    TOKEN_HAS_NO_BIO_KEY_AND_SERVICE_MUST_USE_BIOKEY:
      'Aquí solo cuenta la biometría. Utilícela, o configúrela primero en este navegador.',
    TOKEN_IS_BLOCKED: `Este navegador está bloqueado. ${unlock}`,
    TOKEN_IS_BUSY:
      'Otras pestañas o ventanas están usando esta cuenta. Cierre algunas e inténtelo de nuevo.',
    UNEXPECTED_ERROR: `Algo ha fallado. ${again}`,
    USER_CANCELLED: 'Cancelado.',
    USER_ENTRY_DOES_NOT_EXIST:
      'Esta cuenta no está configurada en este navegador, o ya no existe. Para configurarla, utilice un código de activación.',
    USER_IS_BLOCKED:
      'Su cuenta está bloqueada tras demasiados intentos erróneos. Utilice un código de desbloqueo, o un código de restablecimiento si eso no ayuda.',
    VERSION_UNSUPPORTED: `Esta página y el servicio no son compatibles. ${reload}`,
  },
  refusals: {
    'too-short': 'Es demasiado corto.',
    'too-long': 'Es demasiado largo.',
    form: 'Algunos de estos caracteres no se pueden utilizar.',
    common: 'Es demasiado fácil de adivinar. Elija otro.',
    same: 'Es el que ya tiene. Elija otro.',
    different: 'Las dos entradas no coinciden.',
  },
  notDigits: 'Utilice solo cifras.',
  weakPins: {
    repeated: 'Las cifras repetidas son demasiado fáciles de adivinar. Elija otras.',
    sequence: 'Las cifras consecutivas son demasiado fáciles de adivinar. Elija otras.',
  },
  bioKeyEnded:
    'Sus datos biométricos no se han reconocido demasiadas veces y ya no cuentan en este navegador. Utilice su PIN o su contraseña si tiene, o consulte con el soporte de este sitio.',
  serviceBehind:
    'El servicio ha perdido una parte de sus datos. En este navegador no se ha perdido nada. Inténtelo de nuevo más tarde.',
  triesLeft: { one: 'Queda un intento.', other: 'Quedan {count} intentos.' },
  noTriesLeft: `Bloqueado tras demasiados intentos erróneos. ${unlock}`,
  wrongPins: {
    digits: { one: 'Un PIN erróneo.', other: '{count} PIN erróneos.' },
    text: { one: 'Una contraseña errónea.', other: '{count} contraseñas erróneas.' },
  },
  blockAfter: {
    one: 'Tras un error más, su cuenta se bloqueará aquí.',
    other: 'Tras {count} errores más, su cuenta se bloqueará aquí.',
  },
  browserBlocked: `Este navegador está bloqueado tras demasiados intentos erróneos. ${unlock}`,
  retryIn: 'Inténtelo de nuevo {when}.',
  states: {
    active: 'Activo',
    blocked: 'Bloqueado',
    locked: 'Bloqueado',
    'user-blocked': 'Bloqueado',
    disabled: 'Desactivado',
    unresolved: 'Sin confirmar',
    lost: 'No aceptado',
  },
  helps: {
    none: '',
    'unlock-code': unlock,
    'reset-code': reset,
    administrator: support,
    'go-online': 'Se confirmará en el próximo uso.',
    're-enrol': reEnrol,
  },
  wrongTries: {
    here: {
      one: `Un intento erróneo, {when}, en este navegador. ${notYou}`,
      other: `{count} intentos erróneos, el último {when}, en este navegador. ${notYou}`,
    },
    there: {
      one: `Un intento erróneo, {when}, en {browser}. ${notYou}`,
      other: `{count} intentos erróneos, el último {when}, en {browser}. ${notYou}`,
    },
    elsewhere: {
      one: `Un intento erróneo, {when}, en otro navegador. ${notYou}`,
      other: `{count} intentos erróneos, el último {when}, en otro navegador. ${notYou}`,
    },
  },
  cancel: 'Cancelar',
  tryAgain: 'Intentar de nuevo',
  pin: { digits: 'PIN', text: 'Contraseña' },
  newPin: { digits: 'Nuevo PIN', text: 'Nueva contraseña' },
  repeatPin: { digits: 'Repita el PIN', text: 'Repita la contraseña' },
  enterPin: { digits: 'Introduzca su PIN', text: 'Introduzca su contraseña' },
  choosePin: { digits: 'Elija un PIN', text: 'Elija una contraseña' },
  pinForm: {
    digits: {
      one: '{range} cifra, difícil de adivinar.',
      other: '{range} cifras, difíciles de adivinar.',
    },
    text: {
      one: '{range} carácter, difícil de adivinar.',
      other: '{range} caracteres, difíciles de adivinar.',
    },
  },
  showPin: { digits: 'Mostrar el PIN', text: 'Mostrar la contraseña' },
  confirmPin: 'Continuar',
  forgotten: {
    digits: '¿Ha olvidado el PIN o está bloqueado?',
    text: '¿Ha olvidado la contraseña o está bloqueada?',
    none: '¿Está bloqueado?',
  },
  useBioKey: 'Utilizar la biometría',
  bioKeyAsked: 'Siga las indicaciones de su dispositivo…',
  bioKeyMissed: 'La biometría se ha cancelado o ha tardado demasiado.',
  usePin: { digits: 'Utilizar el PIN', text: 'Utilizar la contraseña' },
  checking: 'Comprobando…',
  activationCode: 'Código de activación',
  activationCodeHint: '16 letras y cifras, tal como las recibió.',
  activationCodeMistyped: 'Hay un error de escritura en este código. Compruébelo.',
  tokenName: 'Nombre de este navegador',
  ownName: '{browser} en {system}',
  tokenNameHint: 'Para que lo reconozca más adelante.',
  activate: 'Configurar este navegador',
  activating: 'Configurando…',
  activated: 'Este navegador está configurado para {login}.',
  activatedHint: 'A partir de ahora puede confirmar que es usted.',
  accounts: 'Cuentas en este navegador',
  noAccounts: 'Todavía no hay ninguna cuenta configurada en este navegador.',
  noAccountsHelp: 'Configure una con un código de activación.',
  offline: 'No se puede acceder al servicio. Este es el último estado conocido.',
  misconfigured: `Esta página no está bien configurada. ${support}`,
  loading: 'Cargando cuentas…',
  manage: 'Gestionar',
  managed: 'Listo',
  forget: 'Eliminar',
  forgetLogin: 'Eliminar {login} de este navegador',
  forgetTitle: '¿Eliminar {login}?',
  forgetConsequence:
    'Para volver a utilizar esta cuenta aquí necesitará un nuevo código de activación.',
  otp: 'Contraseña de un solo uso',
  getOtp: 'Obtener una contraseña de un solo uso',
  getNewOtp: 'Obtener una nueva',
  otpHint: 'Funciona una sola vez, durante unos segundos.',
  otpMissing: 'Obtenga primero una contraseña de un solo uso.',
  loginMissing: 'Elija primero una cuenta.',
  otpExpired: 'Ha caducado. Obtenga una nueva.',
  otpReady: {
    one: 'Lista. Válida durante un segundo.',
    other: 'Lista. Válida durante {count} segundos.',
  },
  otpLeft: {
    one: 'Válida un segundo más.',
    other: 'Válida {count} segundos más.',
  },
  otpAgain: 'Puede obtener una nueva en cualquier momento.',
  copy: 'Copiar',
  copied: 'Copiado',
  copyRefused:
    'Este navegador no permite que la página copie. El texto está seleccionado: cópielo usted.',
  fieldMissing: 'Rellene este campo.',

  accessToken: {
    get: 'Confirmar que es usted',
    hint: 'Esta página pide acceso en su nombre.',
    ready: 'Confirmado.',
    taken: 'Confirmado y entregado a esta página.',
    expired: 'Ha caducado. Confirme de nuevo.',
  },
  activationCodes: {
    code: 'Código para otro dispositivo',
    get: 'Configurar otro dispositivo',
    getNew: 'Obtener un código nuevo',
    hint: 'Obtiene un código que configura un navegador más para usted. No se lo muestre a nadie.',
    ready: 'Introduzca este código en su otro dispositivo, o escanee la imagen con él.',
    readyWithoutQrCode:
      'Introduzca este código en su otro dispositivo. Falta la imagen para escanear porque no se ha podido cargar una parte de esta página; para obtenerla, vuelva a cargar la página.',
    expired: 'Ha caducado. Obtenga un código nuevo.',
    added: 'Añadido: {name}',
    qrCode: 'Código QR con el código para otro dispositivo',
    copy: 'Copiar el código',
    timeLeft: 'Válido durante {time}',
  },
  signIn: {
    signIn: 'Iniciar sesión',
    account: 'Cuenta',
    notYou: '¿No es usted?',
    userName: 'Nombre de usuario',
    otherDevice: 'Usar otro dispositivo',
    thisDevice: 'Usar este navegador',
  },
  bioKey: {
    errors: { BIO_KEY_ALREADY_EXIST: 'La biometría ya está configurada aquí. Elimínela primero.' },
    title: 'Biometría',
    states: {
      off: 'No se utiliza aquí',
      unset: 'No configurada en este navegador',
      set: 'Configurada en este navegador',
      unknown: 'No se conoce para esta cuenta',
    },
    obstacles: {
      page: 'Esta página no puede configurar la biometría.',
      browser: 'Este navegador o dispositivo no puede hacerlo.',
      frame:
        'Esto no se puede hacer dentro de otra página. Abra la propia página de este servicio.',
    },
    instead: {
      digits: 'Su PIN funciona como antes.',
      text: 'Su contraseña funciona como antes.',
      none: '',
    },
    hint: {
      digits: 'Utilice su huella, su cara o el bloqueo de este dispositivo en lugar de su PIN.',
      text: 'Utilice su huella, su cara o el bloqueo de este dispositivo en lugar de su contraseña.',
      none: 'Utilice su huella, su cara o el bloqueo de este dispositivo.',
    },
    register: 'Configurar la biometría',
    revoke: 'Eliminar la biometría',
    registering: 'Siga las indicaciones de su dispositivo…',
    registered: 'La biometría está configurada para este navegador.',
    revoked: 'La biometría se ha eliminado de este navegador.',
  },
  changePin: {
    errors: { NO_PASSWORD: 'Este servicio no utiliza PIN: no hay nada que cambiar.' },
    change: { digits: 'Cambiar el PIN', text: 'Cambiar la contraseña' },
    hint: {
      digits: 'Primero el PIN que tiene, después el nuevo, dos veces.',
      text: 'Primero la contraseña que tiene, después la nueva, dos veces.',
    },
    done: {
      digits: 'Su PIN ha cambiado en todos sus dispositivos.',
      text: 'Su contraseña ha cambiado en todos sus dispositivos.',
    },
  },
  devices: {
    errors: {
      NO_DEVICE_FOUND:
        'El dispositivo ya se había eliminado, o este navegador ya no se acepta. Vuelva a cargar la página.',
    },
    title: 'Sus dispositivos',
    loading: 'Cargando dispositivos…',
    onlyThis: 'No hay ningún otro dispositivo.',
    thisOne: 'Este navegador',
    states: { active: 'Activo', blocked: 'Bloqueado', locked: 'Bloqueado' },
    lastUsed: 'Último uso: {when}',
    added: 'Añadido: {when}',
    twin: '{name}, añadido el {when}',
    actions: {
      renameDevice: 'Cambiar el nombre de {name}',
      lockDevice: 'Bloquear {name}',
      unlockDevice: 'Desbloquear {name}',
      revokeDevice: 'Eliminar {name}',
    },
    done: {
      renameDevice: 'El nuevo nombre es {name}.',
      lockDevice: 'Se ha bloqueado {name}.',
      unlockDevice: '{name} se puede volver a utilizar.',
      revokeDevice: 'Se ha eliminado {name}.',
    },
    rename: 'Cambiar nombre',
    renameTitle: 'Cambiar el nombre de {name}',
    renamePurpose: 'Elija un nombre con el que reconozca este dispositivo.',
    newName: 'Nuevo nombre',
    lock: 'Bloquear',
    lockTitle: '¿Bloquear {name}?',
    lockConsequence: 'No podrá hacer nada hasta que lo desbloquee aquí. Hágalo si no lo encuentra.',
    revoke: 'Eliminar',
    revokeTitle: '¿Eliminar {name}?',
    revokeConsequence: 'Ya no podrá confirmar que es usted. Hágalo si lo ha perdido.',
    revokeThisConsequence:
      'Para volver a utilizar su cuenta aquí necesitará un nuevo código de activación.',
  },
  push: {
    errors: {
      NO_ACTIVE_SERVICE_FOR_USER:
        'Por el momento no se ofrece la confirmación en otro dispositivo.',
      PUSH_ALIAS_ENTRY_DOES_NOT_EXIST: 'Esta solicitud ha terminado. Se necesita una nueva.',
      PUSH_DENIED: 'Esta solicitud no se ha aprobado en su otro dispositivo.',
      PUSH_EXPIRED: 'No ha habido respuesta a tiempo. Inténtelo de nuevo.',
    },
    notSetUp:
      'Aquí solo pueden preguntar los navegadores configurados para su cuenta. Configure este con un código de activación.',
    askOtherDevice: 'Confirmar en otro dispositivo',
    askAgain: 'Preguntar de nuevo',
    asking: 'Preguntando…',
    askHint: 'Un navegador configurado para su cuenta confirma que es usted.',
    number: 'Número que debe escribir allí',
    secondsLeft: '{seconds} s',
    numberShown: 'Abra este sitio en un navegador configurado para su cuenta y escriba el número.',
    requests: 'Solicitudes por confirmar',
    noRequests: 'Nadie le está esperando.',
    arrived: 'Una página espera que confirme que es usted.',
    wantsToSignIn: '{site}: ¿iniciar sesión como {login}?',
    age: '{when}',
    typeNumber: 'Número que se muestra allí',
    numberMissing: 'Escriba el número que muestra la otra página.',
    numberWrong: 'No es el número que muestra la otra página.',
    approve: 'Sí, soy yo',
    deny: 'Rechazar',
    notMe: 'No he sido yo',
    notMeHint:
      'Si no está iniciando sesión en ningún sitio, indíquelo: nadie podrá preguntarle durante una hora.',
    approved: 'Confirmado. Puede continuar en la otra página.',
    denied: 'Rechazado.',
    muted: 'Rechazado. No se le volverá a preguntar durante una hora.',
    answer: 'Responder',
  },
  resetPin: {
    errors: {
      CODE_TYPE_NOT_SUPPORTED:
        'Este código no establece un nuevo PIN ni una nueva contraseña. Con 10 cifras desbloquea; con 16 letras y cifras configura un navegador: utilícelo allí.',
      NO_PASSWORD: 'Este servicio no utiliza PIN: no hay ninguno que establecer.',
    },
    code: 'Código de restablecimiento',
    hint: '10 cifras, tal como las recibió.',
    mistyped: 'Hay un error de escritura en este código. Compruébelo.',
    submit: { digits: 'Establecer un nuevo PIN', text: 'Establecer una nueva contraseña' },
    pending: { digits: 'Estableciendo el PIN…', text: 'Estableciendo la contraseña…' },
    done: {
      digits: 'El PIN de {login} se ha establecido.',
      text: 'La contraseña de {login} se ha establecido.',
    },
    doneHint: 'Vale en todos sus dispositivos. La biometría debe configurarse de nuevo.',
  },
  seal: {
    errors: {
      SEALDATA_IS_NOT_VALID: 'Este texto está dañado y no se puede sellar.',
      SEALING_IS_NOT_ALLOWED: 'El sellado está desactivado.',
    },
    data: 'Lo que va a sellar',
    characters: { one: '{count} carácter', other: '{count} caracteres' },
    shownPart: 'Está viendo la parte {part} de {parts}. Su sello es para todo el texto.',
    part: 'Parte, de 1 a {parts}',
    previousPart: 'Parte anterior',
    nextPart: 'Parte siguiente',
    seal: 'Sellar',
    hint: 'Léalo primero. Con su sello confirma exactamente este texto.',
    pending: 'Sellando…',
    done: 'Sellado.',
    missing: 'Selle esto primero.',
    empty: 'Todavía no hay nada que sellar.',
  },
  unlock: {
    errors: {
      CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN:
        'Este código es para otro de sus navegadores. Utilícelo allí, o pida uno para este navegador.',
      CODE_TYPE_NOT_SUPPORTED:
        'Este código no desbloquea. Con 10 cifras establece un nuevo PIN o una nueva contraseña; con 16 letras y cifras configura un navegador: utilícelo allí.',
      TOKEN_IS_NOT_BLOCKED: 'Este navegador no está bloqueado.',
      USER_IS_BLOCKED:
        'Ha habido demasiados intentos erróneos. Elija un nuevo PIN o una nueva contraseña con un código de restablecimiento.',
      USER_IS_NOT_BLOCKED: 'Su cuenta no está bloqueada.',
    },
    code: 'Código de desbloqueo',
    hint: '10 cifras, tal como las recibió.',
    mistyped: 'Hay un error de escritura en este código. Compruébelo.',
    submit: 'Desbloquear',
    pending: 'Desbloqueando…',
    done: '{login} está desbloqueado.',
    doneHint: 'Puede volver a utilizarlo.',
  },
};
